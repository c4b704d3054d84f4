"""Browsers and apps that people come in with, and the sessions that are open in them."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import Person


class Device(models.Model):
    """A browser or app that somebody came in with. Its cookie holds a key, this row only the key's keyed hash.

    What it says of itself is kept to run the service (promise: DAT-7): numbers that name one single phone only as
    keyed hashes. Without a person it is the device of somebody who was found to be under 18 and is gone.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="devices")
    key_hash = models.CharField(max_length=64, unique=True)
    first_seen_at = models.DateTimeField(_("came first"))
    last_seen_at = models.DateTimeField(_("came last"))
    browser = models.CharField(_("browser"), max_length=60, blank=True, default="")  # "Firefox 153"
    system = models.CharField(_("operating system"), max_length=60, blank=True, default="")  # "Android 16"
    maker = models.CharField(_("maker"), max_length=60, blank=True, default="")
    model = models.CharField(_("model"), max_length=60, blank=True, default="")
    #: What the browser said it can do: names and numbers, as `usage.CAPABILITIES` lists them.
    capabilities = models.JSONField(_("capabilities"), blank=True, default=dict)
    serial_hash = models.CharField(max_length=64, blank=True, default="")
    imei_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")

    def __str__(self) -> str:
        return f"device {self.pk} of {self.person_id}"


class OpenSession(AbstractBaseSession):
    """A session, with whose it is and in which browser, so that somebody can end it from another one."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="open_sessions")
    device = models.ForeignKey(Device, models.SET_NULL, null=True, related_name="open_sessions")

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return f"session of {self.person_id} until {self.expire_date:%Y-%m-%d %H:%M}"
