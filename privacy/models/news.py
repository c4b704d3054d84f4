"""Who has been told what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PolicyNews(models.Model):
    """That a person with an account was told of a version of the policy: once, by e-mail (promise: SCO-3)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="policy_news")
    version = models.CharField(max_length=20)
    told_at = models.DateTimeField(_("told"))

    class Meta:
        verbose_name = _("news of the policy")
        verbose_name_plural = _("news of the policy")
        constraints = (
            models.UniqueConstraint(fields=("person", "version"), name="a_person_is_told_of_a_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} knows of version {self.version}"
