"""Complaints: what somebody says of a person whom they met, and what that person wrote."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .cases import Case


class Complaint(models.Model):
    """One complaint. Of whoever makes it there is a keyed pseudonym, which goes when their receipt has run out.

    It knows the day alone: the minute would be that of a talk (promise: DAT-11, RET-7; reliability R7).
    """

    class Reason(models.TextChoices):
        MINOR = "MINOR", _("looks under 18")
        NUDITY = "NUDITY", _("nudity or sex")
        HARASSMENT = "HARASSMENT", _("harassment")
        THREAT = "THREAT", _("threat or blackmail")
        HATE = "HATE", _("hate")
        ADVERT = "ADVERT", _("advert, begging or robot")
        RECORDED = "RECORDED", _("recorded me")
        OTHER = "OTHER", _("something else")

    class Outcome(models.TextChoices):
        WAITS = "WAITS", _("waits")
        UPHELD = "UPHELD", _("upheld")
        DISMISSED = "DISMISSED", _("dismissed")
        BAD_FAITH = "BAD_FAITH", _("made in bad faith")
        GONE = "GONE", _("the person has left for good")

    case = models.ForeignKey(Case, models.CASCADE, related_name="complaints")
    receipt_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    note = models.TextField(_("in their words"), max_length=1000, blank=True, default="")
    language = models.CharField(_("language"), max_length=10, blank=True, default="")
    filed_on = models.DateField(_("day"))
    complainant = models.CharField(max_length=64, blank=True, default="", db_index=True)
    #: Keyed hash of a meeting and who complains about it: nobody complains twice of one.
    once = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - null is not unique, empty would be
    weight = models.PositiveSmallIntegerField(_("weight"), default=100)  # in hundredths
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, default=Outcome.WAITS)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    #: Who decided: somebody else reads it where the outcome is contested.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    contest = models.TextField(_("why the outcome is contested"), max_length=1000, blank=True, default="")
    contested_on = models.DateField(_("contested"), null=True, blank=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = (
            UniqueConstraint(fields=("once",), name="one_complains_once_of_a_meeting"),
            CheckConstraint(
                name="a_complaint_waits_or_is_decided",
                condition=Q(outcome="WAITS", decided_on=None) | (~Q(outcome="WAITS") & Q(decided_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"complaint {self.pk} of case {self.case_id}"


class Quote(models.Model):
    """One line of what was handed in: words of the accused, words of the complainant, or a gap where none are.

    Words are kept only where their seal proves who said them (promise: RET-4). They go with the pictures.
    """

    class Standing(models.TextChoices):
        VERIFIED = "VERIFIED", _("proven")
        WITHHELD = "WITHHELD", _("withheld by the complainant; its place is proven")
        UNVERIFIED = "UNVERIFIED", _("not proven; its words are not kept")

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="quotes")
    place = models.PositiveSmallIntegerField()
    standing = models.CharField(_("standing"), max_length=10, choices=Standing)
    said = models.TextField(_("what the accused wrote"), max_length=2000, blank=True, default="")
    heard = models.TextField(_("what the complainant wrote"), max_length=2000, blank=True, default="")
    follows = models.BooleanField(_("nothing was left out before it"), default=False)

    class Meta:
        verbose_name = _("line of a chat")
        verbose_name_plural = _("lines of a chat")
        ordering = ("complaint", "place")
        constraints = (
            UniqueConstraint(fields=("complaint", "place"), name="a_quote_has_its_place"),
            CheckConstraint(name="only_proven_words_are_kept", condition=Q(standing="VERIFIED") | Q(said="", heard="")),
        )

    def __str__(self) -> str:
        return f"line {self.place} of complaint {self.complaint_id}"
