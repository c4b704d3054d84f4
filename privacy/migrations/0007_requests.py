import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What a consent says, whether it was given and in which words are part of the record as well; and the words stay.
GUARD = """
DROP TRIGGER a_consent_stays_as_it_was ON privacy_consent;
CREATE TRIGGER a_consent_stays_as_it_was
  BEFORE UPDATE OF what, version, language, words_id, how, is_given, given_at ON privacy_consent
  FOR EACH ROW EXECUTE FUNCTION privacy_consent_stays();
CREATE TRIGGER a_wording_stays_as_it_was
  BEFORE UPDATE ON privacy_wording
  FOR EACH ROW EXECUTE FUNCTION privacy_consent_stays();
"""
NO_GUARD = """
DROP TRIGGER a_wording_stays_as_it_was ON privacy_wording;
DROP TRIGGER a_consent_stays_as_it_was ON privacy_consent;
CREATE TRIGGER a_consent_stays_as_it_was
  BEFORE UPDATE OF what, version, language, how, given_at ON privacy_consent
  FOR EACH ROW EXECUTE FUNCTION privacy_consent_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0006_erasures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=10)),
                ("text", models.TextField(verbose_name="words")),
            ],
            options={
                "verbose_name": "wording",
                "verbose_name_plural": "wordings",
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="words",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="privacy.wording",
            ),
        ),
        migrations.CreateModel(
            name="RightsRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="number")),
                ("email", models.EmailField(blank=True, default="", max_length=254, verbose_name="e-mail address")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ACCESS", "See what is held about me"),
                            ("PORTABILITY", "Take my data along"),
                            ("RECTIFICATION", "Have something corrected"),
                            ("ERASURE", "Have me erased"),
                            ("RESTRICTION", "Have my data left untouched"),
                            ("OBJECTION", "Object to something that is done with my data"),
                            ("WITHDRAWAL", "Take back a consent"),
                            ("MARKETING", "Stop all news and offers to me"),
                            ("HUMAN", "Have a person look at what was decided automatically"),
                            ("KNOW", "Know what is collected about me, and what becomes of it"),
                            ("DELETE", "Have what was collected about me deleted"),
                            ("CORRECT", "Have what is wrong about me corrected"),
                            ("OPT_OUT", "Do not sell or share my personal information"),
                            ("LIMIT", "Limit the use of my sensitive personal information"),
                            ("SHINE", "Know what was passed on to others for their marketing (Shine the Light)"),
                            ("COMPLAINT", "Complain about how my data is handled"),
                        ],
                        max_length=13,
                        verbose_name="what is asked for",
                    ),
                ),
                (
                    "law",
                    models.CharField(
                        choices=[
                            ("EEA", "General Data Protection Regulation, European Economic Area"),
                            ("UK", "UK General Data Protection Regulation"),
                            ("CALIFORNIA", "California Consumer Privacy Act and Civil Code 1798.83"),
                            ("NEVADA", "Nevada Revised Statutes 603A"),
                            ("CANADA", "Personal Information Protection and Electronic Documents Act, Canada"),
                            ("ELSEWHERE", "as in the European Economic Area, because we say so"),
                        ],
                        max_length=10,
                        verbose_name="law",
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=5, verbose_name="place")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("RECEIVED", "waits for a yes by mail"),
                            ("CONFIRMED", "received and confirmed"),
                            ("WORKING", "somebody is at it"),
                            ("ANSWERED", "answered"),
                            ("REFUSED", "refused, with the reason"),
                            ("WITHDRAWN", "withdrawn"),
                        ],
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("words", models.TextField(blank=True, default="", max_length=4000, verbose_name="what was written")),
                ("came_at", models.DateTimeField(verbose_name="came")),
                ("confirm_date", models.DateField(blank=True, null=True, verbose_name="to be confirmed by")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("due_date", models.DateField(db_index=True, verbose_name="due")),
                ("extended_at", models.DateTimeField(blank=True, null=True, verbose_name="extended")),
                (
                    "extension",
                    models.TextField(blank=True, default="", max_length=2000, verbose_name="why it takes longer"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="answered or withdrawn")),
                ("answer", models.TextField(blank=True, default="", max_length=8000, verbose_name="answer")),
                (
                    "reminded",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "never"), (1, "five days before"), (2, "the day before"), (3, "overdue")],
                        default=0,
                        verbose_name="staff was reminded",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rights_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rights request",
                "verbose_name_plural": "rights requests",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("ended_at", None), ("state__in", ("RECEIVED", "CONFIRMED", "WORKING"))
                            ),
                            models.Q(("ended_at__isnull", False), ("state__in", ("ANSWERED", "REFUSED", "WITHDRAWN"))),
                            _connector="OR",
                        ),
                        name="a_request_is_in_a_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "ACCESS",
                                    "PORTABILITY",
                                    "RECTIFICATION",
                                    "ERASURE",
                                    "RESTRICTION",
                                    "OBJECTION",
                                    "WITHDRAWAL",
                                    "MARKETING",
                                    "HUMAN",
                                    "KNOW",
                                    "DELETE",
                                    "CORRECT",
                                    "OPT_OUT",
                                    "LIMIT",
                                    "SHINE",
                                    "COMPLAINT",
                                ],
                            )
                        ),
                        name="a_request_is_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("law__in", ["EEA", "UK", "CALIFORNIA", "NEVADA", "CANADA", "ELSEWHERE"])),
                        name="a_request_has_a_law",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("CONFIRMED", "WORKING")), _negated=True),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="what_is_worked_on_was_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", ""), ("person", None), _connector="OR"),
                        name="who_has_an_account_needs_no_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("ANSWERED", "REFUSED")), _negated=True),
                            ("person", None),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_answer_to_somebody_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extended_at", None), ("extension", "")),
                            ("extended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="more_time_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("came_at")), _connector="OR"),
                        name="a_request_ends_after_it_came",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
