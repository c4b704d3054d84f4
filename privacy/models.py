"""What people have agreed to, what they asked to be sent, and what they wrote to us."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """That a person agreed to something, or took it back: which version, when, in which language, how (promise: SCO-2).

    Never changed once it is written, and the database holds to that; it goes with the person.
    """

    class What(models.TextChoices):
        POLICY = "POLICY", _("the privacy policy")
        AGE = "AGE", _("being at least 18 years old")
        USAGE = "USAGE", _("visits being counted")

    class How(models.TextChoices):
        GUEST = "GUEST", _("as a guest, at the door")
        ACCOUNT = "ACCOUNT", _("with an account")
        CHOICE = "CHOICE", _("on the page about cookies")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    what = models.CharField(max_length=6, choices=What)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    how = models.CharField(max_length=7, choices=How)
    is_given = models.BooleanField(default=True)  # false: taken back
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "what", "version"),
                condition=models.Q(what__in=("POLICY", "AGE")),
                name="what_is_asked_at_the_door_is_given_once_a_version",
            ),
            models.CheckConstraint(
                name="a_consent_is_to_something", condition=models.Q(what__in=("POLICY", "AGE", "USAGE"))
            ),
            models.CheckConstraint(
                name="a_consent_is_given_somehow", condition=models.Q(how__in=("GUEST", "ACCOUNT", "CHOICE"))
            ),
            models.CheckConstraint(
                name="who_takes_back_what_was_asked_at_the_door_leaves",
                condition=models.Q(is_given=True) | ~models.Q(what__in=("POLICY", "AGE")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.version} by {self.person_id}"


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
