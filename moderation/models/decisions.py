"""Decisions and what follows: what keeps somebody out, the appeal, and what is left when it has ended."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Exclusion
from moderation.policy import ALONE, LONGEST, LONGEST_PAUSE

from .cases import Case
from .complaints import Complaint


class Decision(models.Model):
    """What was decided about somebody, by whom, for which rule and until when. The record stays (promise: RET-6).

    It says everything that a person must be told of a restriction (DSA, article 17; reliability P-26), and nothing of
    who complained. What enforces it is in `accounts.Exclusion` and goes when it ends (promise: RET-5).
    """

    class Kind(models.TextChoices):
        DISMISSED = "DISMISSED", _("nothing follows")
        WARNED = "WARNED", _("warned")
        PAUSED = "PAUSED", _("short pause")
        BANNED = "BANNED", _("kept out for a time")
        ESCALATED = "ESCALATED", _("handed to child safety")
        REMOVED = "REMOVED", _("under 18: removed")

    #: Of those the person is told.
    TOLD = (Kind.WARNED, Kind.PAUSED, Kind.BANNED)
    #: Those count as strikes.
    STRIKES = (Kind.WARNED, Kind.BANNED)

    number = models.CharField(_("number"), max_length=12, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="decisions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    kind = models.CharField(_("decision"), max_length=9, choices=Kind)
    rule = models.CharField(_("rule"), max_length=10, choices=Complaint.Reason, blank=True, default="")
    is_automatic = models.BooleanField(_("by a rule, not by a person"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("seconded by"),
    )
    is_seconded = models.BooleanField(_("a second person agreed"), default=False)
    reason = models.TextField(_("what speaks for it, for colleagues"), max_length=2000, blank=True, default="")
    letter = models.TextField(_("what the person is told"), max_length=4000, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    #: Of an automatic decision: the rule's name and version, its signals and thresholds.
    facts = models.JSONField(_("signals and thresholds"), blank=True, default=dict)
    decided_at = models.DateTimeField(_("decided"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True, db_index=True)
    #: When everything that a ban left was destroyed and deleted; null while something may be there.
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True)
    seen_at = models.DateTimeField(_("read by the person"), null=True, blank=True)
    overturned_at = models.DateTimeField(_("overturned"), null=True, blank=True)
    overturned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("overturned by"),
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = (
            CheckConstraint(
                name="a_rule_alone_does_nothing_long",
                condition=Q(is_automatic=False)
                | Q(kind="WARNED", ends_at=None)
                | Q(kind="PAUSED", ends_at__lte=F("decided_at") + LONGEST_PAUSE),
            ),
            CheckConstraint(
                name="a_ban_has_an_end_within_a_year",
                condition=Q(
                    kind__in=("BANNED", "PAUSED"),
                    ends_at__isnull=False,
                    ends_at__gt=F("decided_at"),
                    ends_at__lte=F("decided_at") + LONGEST,
                )
                | (~Q(kind__in=("BANNED", "PAUSED")) & Q(ends_at=None)),
            ),
            CheckConstraint(
                name="a_long_ban_needs_two",
                condition=~Q(kind="BANNED") | Q(ends_at__lte=F("decided_at") + ALONE) | Q(is_seconded=True),
            ),
            CheckConstraint(
                name="two_are_not_one", condition=Q(by=None) | Q(seconded_by=None) | ~Q(by=F("seconded_by"))
            ),
            CheckConstraint(
                name="a_restriction_has_words_and_a_rule",
                condition=~Q(kind__in=("WARNED", "PAUSED", "BANNED")) | (~Q(letter="") & ~Q(rule="")),
            ),
        )

    def __str__(self) -> str:
        return f"decision {self.number}"

    @property
    def length(self) -> timedelta:
        """Return for how long it keeps somebody out."""
        return self.ends_at - self.decided_at if self.ends_at else timedelta()


class Enforcement(models.Model):
    """Which exclusion enforces which decision: it goes with the exclusion, and the decision stays."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="enforcements")
    exclusion = models.OneToOneField(Exclusion, models.CASCADE, related_name="enforcement")

    class Meta:
        verbose_name = _("enforcement")
        verbose_name_plural = _("enforcements")

    def __str__(self) -> str:
        return f"enforcement of decision {self.decision_id}"


class Appeal(models.Model):
    """That somebody asks for a decision to be looked at again, by somebody else; one to a decision."""

    class Outcome(models.TextChoices):
        WAITS = "WAITS", _("waits")
        UPHELD = "UPHELD", _("the decision stands")
        SHORTENED = "SHORTENED", _("it ends sooner")
        OVERTURNED = "OVERTURNED", _("overturned")

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    words = models.TextField(_("what the person says"), max_length=4000)
    keeps_picture = models.BooleanField(_("the picture is to be kept until the answer"), default=False)
    filed_at = models.DateTimeField(_("filed"))
    due_at = models.DateTimeField(_("to be answered by"))
    #: Who decided first, and may not answer.
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.WAITS)
    answer = models.TextField(_("the answer"), max_length=4000, blank=True, default="")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = (
            CheckConstraint(
                name="nobody_answers_an_appeal_against_themselves",
                condition=Q(first=None) | Q(answered_by=None) | ~Q(first=F("answered_by")),
            ),
            CheckConstraint(
                name="an_appeal_waits_or_has_an_answer",
                condition=Q(outcome="WAITS", answered_at=None, answer="")
                | (~Q(outcome="WAITS") & Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        )

    def __str__(self) -> str:
        return f"appeal against decision {self.decision_id}"
