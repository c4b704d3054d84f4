"""What people have agreed to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Wording(models.Model):
    """A sentence to which somebody said yes or no, as it stood on the page; known by the hash of itself."""

    digest = models.CharField(primary_key=True, max_length=64)
    language = models.CharField(max_length=10)
    text = models.TextField(_("words"))

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return self.text[:80]


class Consent(models.Model):
    """That a person agreed to something, or took it back: which version, when, in which words, how (promise: SCO-2).

    Never changed once it is written, and the database holds to that; it goes with the person.
    """

    class What(models.TextChoices):
        POLICY = "POLICY", _("the privacy policy")
        AGE = "AGE", _("being at least 18 years old")
        USAGE = "USAGE", _("visits being counted")
        GOOGLE = "GOOGLE", _("Google Analytics")

    class How(models.TextChoices):
        GUEST = "GUEST", _("as a guest, at the door")
        ACCOUNT = "ACCOUNT", _("with an account")
        CHOICE = "CHOICE", _("on the page about cookies")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    what = models.CharField(max_length=6, choices=What)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    #: The sentence that was on the page; null where it was before such sentences were kept.
    words = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="consents")
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
                name="a_consent_is_to_something", condition=models.Q(what__in=("POLICY", "AGE", "USAGE", "GOOGLE"))
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
