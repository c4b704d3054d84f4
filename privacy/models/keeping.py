"""What shows that data is kept no longer than it may be, and where it is kept longer or handed on."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from privacy.querysets import LegalHoldQuerySet


class RetentionRun(models.Model):
    """One run of a retention rule: how much was over, gone and held back; never whose it was (promise: RET-1)."""

    rule = models.CharField(_("rule"), max_length=40)
    began_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)  # null while it goes on, and where it was killed
    looked = models.PositiveIntegerField(_("over"), default=0)
    deleted = models.PositiveIntegerField(_("gone"), default=0)
    held = models.PositiveIntegerField(_("held back"), default=0)
    dry = models.BooleanField(_("counted only"), default=False)
    error = models.CharField(_("error"), max_length=80, blank=True, default="")  # its class; its words may quote a row

    class Meta:
        verbose_name = _("run of a retention rule")
        verbose_name_plural = _("retention")
        indexes = (models.Index(fields=("rule", "-began_at"), name="runs_of_a_rule"),)

    def __str__(self) -> str:
        return f"{self.rule} at {self.began_at:%Y-%m-%d %H:%M}"


class LegalHold(models.Model):
    """That one record, or all records of one person, must not be erased or purged until a time (promise: DAT-20).

    Who asked for it and why never changes. What it names is forgotten once it is over: a record of the hold stays.
    """

    table = models.CharField(_("table"), max_length=80, blank=True, default="")  # "accounts.Device"
    row = models.CharField(_("row"), max_length=80, blank=True, default="")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="legal_holds"
    )
    authority = models.CharField(_("authority"), max_length=200)
    reason = models.TextField(_("reason"), max_length=2000)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(_("set"))
    ends_at = models.DateTimeField(_("ends"))
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        constraints = (
            CheckConstraint(name="a_hold_has_a_reason", condition=~Q(reason="")),
            CheckConstraint(name="a_hold_has_an_authority", condition=~Q(authority="")),
            CheckConstraint(name="a_hold_ends_after_it_was_set", condition=Q(ends_at__gt=F("set_at"))),
            CheckConstraint(name="a_hold_is_not_released_before_it_was_set", condition=Q(released_at__gte=F("set_at"))),
            CheckConstraint(name="a_hold_names_a_row_or_a_person", condition=Q(row="") | Q(person=None)),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Return by what it is named."""
        return f"H{self.pk:05}"

    def stands(self, now: datetime) -> bool:
        """Whether it holds at a time."""
        return self.released_at is None and self.ends_at > now


class Disclosure(models.Model):
    """That data was handed on: to whom, of which categories, why and when; of how many people, never of whom.

    Never changed, and not deleted before its time is over: the database holds to both (promise: DIS-1, DIS-3).
    """

    class Why(models.TextChoices):
        INSURANCE = "INSURANCE", _("an insurer, as far as needed for cover or a claim")
        ADVICE = "ADVICE", _("an adviser, as far as needed for advice")
        DUTY = "DUTY", _("a legal duty")
        VITAL = "VITAL", _("to protect somebody's vital interests")
        CLAIMS = "CLAIMS", _("a legal claim")

    recipient = models.CharField(_("to whom"), max_length=200)
    categories = ArrayField(models.CharField(max_length=6), verbose_name=_("categories"))
    why = models.CharField(_("why"), max_length=9, choices=Why)
    details = models.TextField(_("details"), max_length=2000)
    people = models.PositiveIntegerField(_("of how many people"))
    made_at = models.DateTimeField(_("when"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        constraints = (
            CheckConstraint(
                name="a_disclosure_has_a_ground",
                condition=Q(why__in=("INSURANCE", "ADVICE", "DUTY", "VITAL", "CLAIMS")),
            ),
            CheckConstraint(name="a_disclosure_is_of_something", condition=Q(categories__len__gt=0)),
            CheckConstraint(name="a_disclosure_is_to_somebody", condition=~Q(recipient="") & ~Q(details="")),
        )

    def __str__(self) -> str:
        return f"disclosure {self.pk} on {self.made_at:%Y-%m-%d}"
