"""What people asked to be sent, and what is on its way."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Subscription(models.Model):
    """That an address is to be sent something, once its owner has confirmed it (promise: DAT-5)."""

    class What(models.TextChoices):
        NEWS = "NEWS", _("the newsletter")
        NOTICES = "NOTICES", _("notices about the service")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    email = models.EmailField(_("e-mail address"))
    what = models.CharField(max_length=7, choices=What)
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField(_("asked for"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = (
            models.UniqueConstraint(fields=("email", "what"), name="an_address_is_sent_a_thing_once"),
            models.CheckConstraint(
                name="a_subscription_is_to_something", condition=models.Q(what__in=("NEWS", "NOTICES"))
            ),
        )

    def __str__(self) -> str:
        return f"subscription {self.pk} to {self.what}"


class Outgoing(models.Model):
    """A mail that is yet to be sent; the row goes once it is, and with it the address and any link inside."""

    template = models.CharField(max_length=40)  # a folder under templates/mail
    to = models.EmailField()
    language = models.CharField(max_length=10)
    content = models.JSONField(default=dict)  # what the template's words need
    headers = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("mail under way")
        verbose_name_plural = _("mails under way")

    def __str__(self) -> str:
        return f"mail {self.pk}: {self.template}"
