import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A register is worth something only if nobody, by whatever way, can rewrite it. Who wrote it may go from staff.
# A disclosure goes when its time is over (`privacy/services/keeping.py`), and not a day earlier. What a hold names may
# be emptied once it is over; who asked for it, why and for how long stays as it was.
GUARD = """
CREATE FUNCTION privacy_register_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what stands in a register is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER a_disclosure_stays_as_it_was
  BEFORE UPDATE OF id, recipient, categories, why, details, people, made_at ON privacy_disclosure
  FOR EACH ROW EXECUTE FUNCTION privacy_register_stays();
CREATE TRIGGER a_disclosure_stays_for_its_time
  BEFORE DELETE ON privacy_disclosure
  FOR EACH ROW WHEN (OLD.made_at > now() - interval '1826 days') EXECUTE FUNCTION privacy_register_stays();
CREATE FUNCTION privacy_disclosures_are_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM privacy_disclosure WHERE made_at > now() - interval '1826 days') THEN
    RAISE EXCEPTION 'what stands in a register is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER disclosures_are_never_emptied
  BEFORE TRUNCATE ON privacy_disclosure
  FOR EACH STATEMENT EXECUTE FUNCTION privacy_disclosures_are_over();
CREATE TRIGGER a_hold_stays_as_it_was
  BEFORE UPDATE OF id, authority, reason, set_at, ends_at ON privacy_legalhold
  FOR EACH ROW EXECUTE FUNCTION privacy_register_stays();
"""
NO_GUARD = """
DROP TRIGGER a_hold_stays_as_it_was ON privacy_legalhold;
DROP TRIGGER a_disclosure_stays_for_its_time ON privacy_disclosure;
DROP TRIGGER a_disclosure_stays_as_it_was ON privacy_disclosure;
DROP TRIGGER disclosures_are_never_emptied ON privacy_disclosure;
DROP FUNCTION privacy_disclosures_are_over;
DROP FUNCTION privacy_register_stays;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0008_threads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40, verbose_name="rule")),
                ("began_at", models.DateTimeField(verbose_name="began")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("looked", models.PositiveIntegerField(default=0, verbose_name="over")),
                ("deleted", models.PositiveIntegerField(default=0, verbose_name="gone")),
                ("held", models.PositiveIntegerField(default=0, verbose_name="held back")),
                ("dry", models.BooleanField(default=False, verbose_name="counted only")),
                ("error", models.CharField(blank=True, default="", max_length=80, verbose_name="error")),
            ],
            options={
                "verbose_name": "run of a retention rule",
                "verbose_name_plural": "retention",
                "indexes": [models.Index(fields=["rule", "-began_at"], name="runs_of_a_rule")],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recipient", models.CharField(max_length=200, verbose_name="to whom")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=6), size=None, verbose_name="categories"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("INSURANCE", "an insurer, as far as needed for cover or a claim"),
                            ("ADVICE", "an adviser, as far as needed for advice"),
                            ("DUTY", "a legal duty"),
                            ("VITAL", "to protect somebody's vital interests"),
                            ("CLAIMS", "a legal claim"),
                        ],
                        max_length=9,
                        verbose_name="why",
                    ),
                ),
                ("details", models.TextField(max_length=2000, verbose_name="details")),
                ("people", models.PositiveIntegerField(verbose_name="of how many people")),
                ("made_at", models.DateTimeField(verbose_name="when")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "disclosure",
                "verbose_name_plural": "disclosures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ("INSURANCE", "ADVICE", "DUTY", "VITAL", "CLAIMS"))),
                        name="a_disclosure_has_a_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("categories__len__gt", 0)), name="a_disclosure_is_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recipient", ""), _negated=True), models.Q(("details", ""), _negated=True)
                        ),
                        name="a_disclosure_is_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(blank=True, default="", max_length=80, verbose_name="table")),
                ("row", models.CharField(blank=True, default="", max_length=80, verbose_name="row")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                ("set_at", models.DateTimeField(verbose_name="set")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="released")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="legal_holds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "legal hold",
                "verbose_name_plural": "legal holds",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_hold_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authority", ""), _negated=True), name="a_hold_has_an_authority"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("set_at"))), name="a_hold_ends_after_it_was_set"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("released_at__gte", models.F("set_at"))),
                        name="a_hold_is_not_released_before_it_was_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("row", ""), ("person", None), _connector="OR"),
                        name="a_hold_names_a_row_or_a_person",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
