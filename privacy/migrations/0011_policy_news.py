import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0010_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="consent", name="a_consent_is_to_something"),
        migrations.AlterField(
            model_name="consent",
            name="what",
            field=models.CharField(
                choices=[
                    ("POLICY", "the privacy policy"),
                    ("AGE", "being at least 18 years old"),
                    ("USAGE", "visits being counted"),
                    ("GOOGLE", "Google Analytics"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ("POLICY", "AGE", "USAGE", "GOOGLE"))),
                name="a_consent_is_to_something",
            ),
        ),
        migrations.CreateModel(
            name="PolicyNews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=20)),
                ("told_at", models.DateTimeField(verbose_name="told")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="policy_news",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "news of the policy",
                "verbose_name_plural": "news of the policy",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "version"), name="a_person_is_told_of_a_version_once")
                ],
            },
        ),
    ]
