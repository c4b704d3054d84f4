"""What people wrote to the operator, and what was answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """What somebody wrote to the operator by a form, with or without an account (promise: DAT-6, CHI-3, CON-1)."""

    class Kind(models.TextChoices):
        MINOR = "MINOR", _("somebody is under 18")
        INTIMATE = "INTIMATE", _("an intimate picture of the writer")
        ILLEGAL = "ILLEGAL", _("something illegal")
        CONTACT = "CONTACT", _("a question")
        ENQUIRY = "ENQUIRY", _("about what we offer")  # promise: DAT-3

    class Reminded(models.IntegerChoices):
        NEVER = 0, _("never")
        BEFORE = 1, _("before it was due")
        OVERDUE = 2, _("overdue")

    #: In the order in which staff reads them.
    TURNS: ClassVar = (Kind.MINOR, Kind.INTIMATE, Kind.ILLEGAL)

    reference = models.CharField(_("reference"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="letters")
    email = models.EmailField(_("e-mail address"), blank=True, default="")  # where an answer is wished
    name = models.CharField(_("name"), max_length=120, blank=True, default="")  # where the law asks for one
    place = models.CharField(_("where it is"), max_length=500, blank=True, default="")
    language = models.CharField(max_length=10)
    body = models.TextField(_("what was written"), max_length=4000)
    is_proved = models.BooleanField(_("a browser worked for it"), default=False)  # it solved a riddle: `captcha.py`
    came_at = models.DateTimeField(_("came"))
    due_at = models.DateTimeField(_("due"), null=True, blank=True)  # where the law sets a time
    reminded = models.PositiveSmallIntegerField(_("staff was reminded"), choices=Reminded, default=Reminded.NEVER)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = (
            models.CheckConstraint(
                name="a_letter_is_of_a_kind",
                condition=models.Q(kind__in=("MINOR", "INTIMATE", "ILLEGAL", "CONTACT", "ENQUIRY")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_kind_display()}"


class Reply(models.Model):
    """One answer in the thread of a letter: of staff, or of whoever wrote; it goes with the letter."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="replies")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    is_ours = models.BooleanField(_("from us"))
    body = models.TextField(_("what was written"), max_length=4000)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="who_wrote_is_no_staff", condition=models.Q(is_ours=True) | models.Q(staff=None)
            ),
        )

    def __str__(self) -> str:
        return f"reply {self.pk} to letter {self.letter_id}"
