"""Cases: everything that is open about one person, read and decided together."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _


class Case(models.Model):
    """What must be decided about somebody. Everybody has one open case at most: what comes is added to it.

    While it waits it knows the minute since when, for the queue; once it is decided only the days stay, and how long
    it took (promise: RET-7; a complaint follows a talk within minutes).
    """

    class State(models.TextChoices):
        OPEN = "OPEN", _("waits")
        ESCALATED = "ESCALATED", _("with child safety")
        DECIDED = "DECIDED", _("decided")

    #: The states in which something must be done.
    WAITING = (State.OPEN, State.ESCALATED)

    number = models.CharField(_("number"), max_length=12, unique=True)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="cases", verbose_name=_("about")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    urgency = models.PositiveSmallIntegerField(_("urgency"), default=5)  # policy.URGENCY: the smaller, the sooner
    weight = models.PositiveIntegerField(_("weight"), default=0)  # of its complaints together, in hundredths
    opened_on = models.DateField(_("opened"))
    waits_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    took = models.PositiveIntegerField(_("seconds until it was decided"), null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("held by")
    )
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        permissions = (
            ("decide_case", _("Can decide cases")),
            ("second_case", _("Can answer appeals, and second what needs two people")),
            ("escalated_case", _("Can see and decide what was escalated to child safety")),
        )
        constraints = (
            UniqueConstraint(
                fields=("about",), condition=Q(state__in=("OPEN", "ESCALATED")), name="one_open_case_about_a_person"
            ),
            CheckConstraint(
                name="a_case_waits_or_is_decided",
                condition=Q(state__in=("OPEN", "ESCALATED"), waits_since__isnull=False, decided_on=None)
                | Q(state="DECIDED", waits_since=None, decided_on__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("state", "urgency", "-weight", "waits_since"), name="case_queue"),)

    def __str__(self) -> str:
        return f"case {self.number}"


class CaseNote(models.Model):
    """What a member of staff notes of a case, for colleagues alone; it goes with the evidence."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(_("note"), max_length=2000)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"note {self.pk} of case {self.case_id}"


class Proposal(models.Model):
    """A decision that needs a second person, as the first one wrote it; it goes once the case is decided."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="proposal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rule = models.CharField(_("rule"), max_length=10)
    days = models.PositiveSmallIntegerField(_("days"))
    reason = models.TextField(_("what speaks for it"), max_length=2000)
    letter = models.TextField(_("what the person is told"), max_length=4000)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    def __str__(self) -> str:
        return f"proposal for case {self.case_id}"
