import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What staff looked at is written once: nobody changes it by whatever way, nor deletes it before its time is over
# (`privacy/services/looks.py`, promise: SEC-3), nor empties the table while there is such a row.
GUARD = """
CREATE FUNCTION privacy_look_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what staff looked at is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER a_look_stays_as_it_was
  BEFORE UPDATE ON privacy_look
  FOR EACH ROW EXECUTE FUNCTION privacy_look_stays();
CREATE TRIGGER a_look_stays_for_its_time
  BEFORE DELETE ON privacy_look
  FOR EACH ROW WHEN (OLD.at > now() - interval '730 days') EXECUTE FUNCTION privacy_look_stays();
CREATE FUNCTION privacy_looks_are_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM privacy_look WHERE at > now() - interval '730 days') THEN
    RAISE EXCEPTION 'what staff looked at is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER looks_are_never_emptied
  BEFORE TRUNCATE ON privacy_look
  FOR EACH STATEMENT EXECUTE FUNCTION privacy_looks_are_over();
ALTER TABLE privacy_look
  ENABLE ALWAYS TRIGGER a_look_stays_as_it_was,
  ENABLE ALWAYS TRIGGER a_look_stays_for_its_time,
  ENABLE ALWAYS TRIGGER looks_are_never_emptied;
"""
NO_GUARD = """
DROP TRIGGER looks_are_never_emptied ON privacy_look;
DROP TRIGGER a_look_stays_for_its_time ON privacy_look;
DROP TRIGGER a_look_stays_as_it_was ON privacy_look;
DROP FUNCTION privacy_looks_are_over;
DROP FUNCTION privacy_look_stays;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0009_keeping"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(unique=True, verbose_name="number")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "staff",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="staff",
                    ),
                ),
                ("roles", models.CharField(max_length=120, verbose_name="roles")),
                ("action", models.CharField(max_length=40, verbose_name="action")),
                ("what", models.CharField(max_length=120, verbose_name="what")),
                ("row", models.CharField(blank=True, default="", max_length=64, verbose_name="row")),
                ("about", models.CharField(blank=True, default="", max_length=64)),
                ("reason", models.CharField(blank=True, default="", max_length=200, verbose_name="reason")),
                ("before_at", models.DateTimeField(null=True)),
                ("before", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "verbose_name": "look of staff",
                "verbose_name_plural": "looks of staff",
                "indexes": [models.Index(fields=["staff", "at"], name="looks_of_one_member")],
            },
        ),
        migrations.CreateModel(
            name="LookedAt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("roles", models.CharField(max_length=120)),
                ("action", models.CharField(max_length=40)),
                ("what", models.CharField(max_length=120)),
                ("reason", models.CharField(blank=True, default="", max_length=200)),
                (
                    "look",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="privacy.look"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a person",
                "verbose_name_plural": "looks at people",
            },
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
