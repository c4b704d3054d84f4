"""Who of staff is at work."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Duty(models.Model):
    """That a moderator is at work now: signed on, and seen a short while ago. Signing off deletes it."""

    staff = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duty")
    since = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("moderator on duty")
        verbose_name_plural = _("moderators on duty")

    def __str__(self) -> str:
        return f"on duty since {self.since:%Y-%m-%d %H:%M}"
