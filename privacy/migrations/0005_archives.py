import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0004_mails_under_way"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "asked for"),
                            ("WORKING", "being made"),
                            ("READY", "ready"),
                            ("FETCHED", "fetched"),
                            ("OVER", "over"),
                        ],
                        default="ASKED",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="progress")),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("touched_at", models.DateTimeField(blank=True, null=True)),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="ready")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("over_at", models.DateTimeField(blank=True, null=True, verbose_name="over")),
                ("name", models.CharField(blank=True, default="", max_length=32)),
                ("key", models.BinaryField(default=bytes)),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="archives",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "copy of one's data",
                "verbose_name_plural": "copies of one's data",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("ASKED", "WORKING", "READY"))),
                        fields=("person",),
                        name="one_archive_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("ASKED", "WORKING", "READY", "FETCHED", "OVER"))),
                        name="an_archive_is_in_a_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="an_archive_is_done_at_a_hundred"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "READY"), _negated=True),
                            models.Q(("ends_at__isnull", False), ("name__gt", ""), ("ready_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_archive_that_is_ready_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("FETCHED", "OVER")), _negated=True),
                            models.Q(("key", b""), ("name", ""), ("over_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_archive_that_is_over_has_no_key",
                    ),
                ],
            },
        ),
    ]
