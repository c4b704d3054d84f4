"""Rules of detection as data: every version of each, and how often it would have acted."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .complaints import Complaint


class Rule(models.Model):
    """One version of a rule; a change is a new version, so that a decision's facts stay what they were.

    It begins by watching: it counts whom it would hit, and does nothing (promise: DAT-10).
    """

    class State(models.TextChoices):
        OFF = "OFF", _("off")
        WATCH = "WATCH", _("watches only")
        ON = "ON", _("on")

    class Step(models.TextChoices):
        WARN = "WARN", _("warn in the chat, then pause, then a look")
        LOOK = "LOOK", _("a look at once, and a person decides")

    name = models.SlugField(_("name"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.WATCH)
    reason = models.CharField(_("rule of the house"), max_length=10, choices=Complaint.Reason)
    step = models.CharField(_("first step"), max_length=4, choices=Step, default=Step.WARN)
    #: [{"signal": "links", "at_least": 5}], as `detection.Condition` reads them.
    conditions = models.JSONField(_("signals and thresholds"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(_("since"))
    why = models.CharField(_("why"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("rule of detection")
        verbose_name_plural = _("rules of detection")
        constraints = (
            UniqueConstraint(fields=("name", "version"), name="a_rule_has_each_version_once"),
            CheckConstraint(name="a_rule_is_off_watching_or_on", condition=Q(state__in=("OFF", "WATCH", "ON"))),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class RuleHour(models.Model):
    """How many a rule would have hit in an hour, and how often it acted: numbers, nobody's."""

    name = models.SlugField(max_length=40)
    hour = models.DateTimeField()
    would_hit = models.PositiveIntegerField(default=0)
    acted = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("hour of a rule")
        verbose_name_plural = _("hours of rules")
        constraints = (UniqueConstraint(fields=("name", "hour"), name="a_rule_has_each_hour_once"),)

    def __str__(self) -> str:
        return f"{self.name} at {self.hour:%Y-%m-%d %H}"
