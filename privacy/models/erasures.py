"""Who is to be erased, and who was."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """That somebody is erased: asked for, perhaps withdrawn, done step by step (promise: RGT-4, RET-2, CHI-2).

    The address stays until the receipt is sent. What remains after that is a keyed hash of the person's number, for as
    long as backups are kept in which the person still is (reliability P-13).
    """

    class State(models.TextChoices):
        ASKED = "ASKED", _("waits, and can be withdrawn")
        WITHDRAWN = "WITHDRAWN", _("withdrawn")
        WORKING = "WORKING", _("is being done")
        HELD = "HELD", _("done, but for what a legal hold keeps")
        DONE = "DONE", _("done")

    class Why(models.TextChoices):
        PERSON = "PERSON", _("the person asked")
        INACTIVITY = "INACTIVITY", _("nobody came for long")
        MINOR = "MINOR", _("somebody under 18")
        ELSEWHERE = "ELSEWHERE", _("another service asked for the person")
        BACKUP = "BACKUP", _("was erased before, and came back with a backup")

    OPEN = (State.ASKED, State.WORKING, State.HELD)

    number = models.CharField(_("number"), max_length=12, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="erasures"
    )
    why = models.CharField(_("why"), max_length=10, choices=Why)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked for"))
    due_at = models.DateTimeField(_("due"), db_index=True)
    ended_at = models.DateTimeField(_("withdrawn or done"), null=True, blank=True)
    email = models.EmailField(_("address for the receipt"), blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    journal = models.JSONField(_("steps done"), blank=True, default=list)  # [{"step": name, "at": time}]
    stays = models.JSONField(_("what stays of them"), blank=True, default=list)  # labels of tables, for the receipt
    held = models.PositiveIntegerField(_("rows that a legal hold keeps"), default=0)
    person_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = (
            UniqueConstraint(
                fields=("person",),
                condition=Q(state__in=("ASKED", "WORKING", "HELD")),
                name="a_person_is_erased_once",
            ),
            CheckConstraint(
                name="an_erasure_is_in_a_state",
                condition=Q(state__in=("ASKED", "WITHDRAWN", "WORKING", "HELD", "DONE")),
            ),
            CheckConstraint(name="an_erasure_is_due_after_it_was_asked_for", condition=Q(due_at__gte=F("asked_at"))),
            CheckConstraint(
                name="what_ended_has_a_day",
                condition=Q(state__in=("WITHDRAWN", "DONE"), ended_at__isnull=False)
                | Q(state__in=("ASKED", "WORKING", "HELD"), ended_at=None),
            ),
            CheckConstraint(
                name="who_is_erased_has_no_address_here", condition=Q(state="WORKING") | Q(email="", language="")
            ),
            CheckConstraint(
                name="who_is_erased_is_nobody_here",
                condition=~Q(state="DONE") | Q(person=None, person_hash__gt=""),
            ),
        )

    def __str__(self) -> str:
        return f"erasure {self.number}"

    @property
    def backups_until(self) -> datetime | None:
        """When the last backup is gone in which the person still is."""
        return self.ended_at + timedelta(days=settings.BACKUP_DAYS) if self.ended_at else None


class Objection(models.Model):
    """That somebody objects to something we do because we think it fair: it ends at once (promise: RGT-4, DAT-2)."""

    class What(models.TextChoices):
        COUNTING = "COUNTING", _("visits being counted")
        MARKETING = "MARKETING", _("being sent news and offers")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="objections")
    what = models.CharField(_("to what"), max_length=9, choices=What)
    objected_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = (
            UniqueConstraint(fields=("person", "what"), name="one_objects_once"),
            CheckConstraint(name="an_objection_is_to_something", condition=Q(what__in=("COUNTING", "MARKETING"))),
        )

    def __str__(self) -> str:
        return f"objection of {self.person_id} to {self.what}"
