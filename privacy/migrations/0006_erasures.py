"""Who is to be erased and who was, and what people object to (promise: RGT-4)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0005_archives"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="number")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("PERSON", "the person asked"),
                            ("INACTIVITY", "nobody came for long"),
                            ("MINOR", "somebody under 18"),
                            ("ELSEWHERE", "another service asked for the person"),
                            ("BACKUP", "was erased before, and came back with a backup"),
                        ],
                        max_length=10,
                        verbose_name="why",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "waits, and can be withdrawn"),
                            ("WITHDRAWN", "withdrawn"),
                            ("WORKING", "is being done"),
                            ("HELD", "done, but for what a legal hold keeps"),
                            ("DONE", "done"),
                        ],
                        default="ASKED",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("due_at", models.DateTimeField(db_index=True, verbose_name="due")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn or done")),
                (
                    "email",
                    models.EmailField(blank=True, default="", max_length=254, verbose_name="address for the receipt"),
                ),
                ("language", models.CharField(blank=True, default="", max_length=10)),
                ("journal", models.JSONField(blank=True, default=list, verbose_name="steps done")),
                ("stays", models.JSONField(blank=True, default=list, verbose_name="what stays of them")),
                ("held", models.PositiveIntegerField(default=0, verbose_name="rows that a legal hold keeps")),
                ("person_hash", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="erasures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure",
                "verbose_name_plural": "erasures",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("ASKED", "WORKING", "HELD"))),
                        fields=("person",),
                        name="a_person_is_erased_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("ASKED", "WITHDRAWN", "WORKING", "HELD", "DONE"))),
                        name="an_erasure_is_in_a_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gte", models.F("asked_at"))),
                        name="an_erasure_is_due_after_it_was_asked_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("state__in", ("WITHDRAWN", "DONE"))),
                            models.Q(("ended_at", None), ("state__in", ("ASKED", "WORKING", "HELD"))),
                            _connector="OR",
                        ),
                        name="what_ended_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "WORKING"), models.Q(("email", ""), ("language", "")), _connector="OR"
                        ),
                        name="who_is_erased_has_no_address_here",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "DONE"), _negated=True),
                            models.Q(("person", None), ("person_hash__gt", "")),
                            _connector="OR",
                        ),
                        name="who_is_erased_is_nobody_here",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("COUNTING", "visits being counted"), ("MARKETING", "being sent news and offers")],
                        max_length=9,
                        verbose_name="to what",
                    ),
                ),
                ("objected_at", models.DateTimeField(verbose_name="since")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "objection",
                "verbose_name_plural": "objections",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "what"), name="one_objects_once"),
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ("COUNTING", "MARKETING"))), name="an_objection_is_to_something"
                    ),
                ],
            },
        ),
    ]
