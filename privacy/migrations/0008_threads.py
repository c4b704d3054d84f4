import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = ("MINOR", "INTIMATE", "ILLEGAL", "CONTACT", "ENQUIRY")


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0007_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="letter", name="a_letter_is_of_a_kind"),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("MINOR", "somebody is under 18"),
                    ("INTIMATE", "an intimate picture of the writer"),
                    ("ILLEGAL", "something illegal"),
                    ("CONTACT", "a question"),
                    ("ENQUIRY", "about what we offer"),
                ],
                max_length=8,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(name="a_letter_is_of_a_kind", condition=models.Q(("kind__in", KINDS))),
        ),
        migrations.AddField(
            model_name="letter",
            name="name",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="letter",
            name="place",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="where it is"),
        ),
        migrations.AddField(
            model_name="letter",
            name="is_proved",
            field=models.BooleanField(default=False, verbose_name="a browser worked for it"),
        ),
        migrations.AddField(
            model_name="letter",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="due"),
        ),
        migrations.AddField(
            model_name="letter",
            name="reminded",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "never"), (1, "before it was due"), (2, "overdue")],
                default=0,
                verbose_name="staff was reminded",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken by",
            ),
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_ours", models.BooleanField(verbose_name="from us")),
                ("body", models.TextField(max_length=4000, verbose_name="what was written")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="privacy.letter"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "reply",
                "verbose_name_plural": "replies",
                "ordering": ("at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        name="who_wrote_is_no_staff",
                        condition=models.Q(("is_ours", True), ("staff", None), _connector="OR"),
                    )
                ],
            },
        ),
    ]
