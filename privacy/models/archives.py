"""What people take along of what is held about them."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: How long an archive waits for its person.
LASTS: Final = timedelta(hours=48)


class Archive(models.Model):
    """That somebody asked for a copy of their data, and the file that it is in, until they fetched it (promise: RGT-4).

    The file is sealed under ``key``, which is nowhere else: a row that is over has none, and what may be left of the
    file then is noise (reliability T61).
    """

    class State(models.TextChoices):
        ASKED = "ASKED", _("asked for")
        WORKING = "WORKING", _("being made")
        READY = "READY", _("ready")
        FETCHED = "FETCHED", _("fetched")
        OVER = "OVER", _("over")

    OPEN = (State.ASKED, State.WORKING, State.READY)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="archives")
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.ASKED)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)  # of a hundred
    language = models.CharField(_("language"), max_length=10)
    asked_at = models.DateTimeField(_("asked for"))
    touched_at = models.DateTimeField(null=True, blank=True)  # when a worker was seen at it last
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    over_at = models.DateTimeField(_("over"), null=True, blank=True)  # fetched, thrown away, or its time was up
    name = models.CharField(max_length=32, blank=True, default="")  # of the file: 128 random bits
    key = models.BinaryField(default=bytes)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name = _("copy of one's data")
        verbose_name_plural = _("copies of one's data")
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(state__in=("ASKED", "WORKING", "READY")),
                name="one_archive_at_a_time",
            ),
            models.CheckConstraint(
                name="an_archive_is_in_a_state",
                condition=Q(state__in=("ASKED", "WORKING", "READY", "FETCHED", "OVER")),
            ),
            models.CheckConstraint(name="an_archive_is_done_at_a_hundred", condition=Q(progress__lte=100)),
            models.CheckConstraint(
                name="an_archive_that_is_ready_has_an_end",
                condition=~Q(state="READY") | Q(ready_at__isnull=False, ends_at__isnull=False, name__gt=""),
            ),
            models.CheckConstraint(
                name="an_archive_that_is_over_has_no_key",
                condition=~Q(state__in=("FETCHED", "OVER")) | Q(name="", key=b"", over_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"archive {self.pk}: {self.state}"

    @property
    def is_under_way(self) -> bool:
        """Whether it is still to be made, or being made."""
        return self.state in {self.State.ASKED, self.State.WORKING}
