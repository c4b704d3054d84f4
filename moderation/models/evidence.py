"""Pictures: where each comes from, and whether it is still there."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from .cases import Case
from .complaints import Complaint


class Evidence(models.Model):
    """A picture of the accused, or that there is none and why. The bytes lie sealed in `pictures.py`, not here."""

    class Source(models.TextChoices):
        HANDED_IN = "HANDED_IN", _("handed in by the complainant")
        AT_SOURCE = "AT_SOURCE", _("taken at the source, from the camera of the accused")

    class State(models.TextChoices):
        WAITS = "WAITS", _("is being taken")
        KEPT = "KEPT", _("there")
        REFUSED = "REFUSED", _("the browser did not show the camera")
        DARK = "DARK", _("there was no picture")
        GONE = "GONE", _("the person had left already")
        FAILED = "FAILED", _("it could not be taken or kept")
        DESTROYED = "DESTROYED", _("destroyed")

    case = models.ForeignKey(Case, models.CASCADE, related_name="evidence")
    complaint = models.ForeignKey(Complaint, models.CASCADE, null=True, blank=True, related_name="evidence")
    source = models.CharField(_("source"), max_length=9, choices=Source)
    state = models.CharField(_("state"), max_length=9, choices=State)
    #: Under which the picture and its key lie; for one that is being taken, by which the browser is asked for it.
    name = models.CharField(max_length=32, blank=True, default="", db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    width = models.PositiveSmallIntegerField(null=True, blank=True)
    height = models.PositiveSmallIntegerField(null=True, blank=True)
    fingerprint = models.CharField(_("perceptual hash"), max_length=16, blank=True, default="")  # 64 bits in hex
    nudity = models.PositiveSmallIntegerField(_("nudity, as a program guesses"), null=True, blank=True)  # percent

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = (
            CheckConstraint(
                name="a_picture_that_is_there_has_a_name",
                condition=(Q(state__in=("WAITS", "KEPT")) & ~Q(name=""))
                | (~Q(state__in=("WAITS", "KEPT")) & Q(name="", fingerprint="", taken_at=None, nudity=None)),
            ),
        )

    def __str__(self) -> str:
        return f"picture {self.pk} of case {self.case_id}"
