"""What people wrote to the operator."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """What somebody wrote to the operator by a form, with or without an account (promise: DAT-6, CHI-3, CON-1)."""

    class Kind(models.TextChoices):
        MINOR = "MINOR", _("somebody is under 18")
        CONTACT = "CONTACT", _("a question")

    reference = models.CharField(_("reference"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="letters")
    email = models.EmailField(_("e-mail address"), blank=True, default="")  # where an answer is wished
    language = models.CharField(max_length=10)
    body = models.TextField(_("what was written"), max_length=4000)
    came_at = models.DateTimeField(_("came"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = (
            models.CheckConstraint(name="a_letter_is_of_a_kind", condition=models.Q(kind__in=("MINOR", "CONTACT"))),
        )

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_kind_display()}"
