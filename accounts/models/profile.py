"""What somebody says of themselves."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from .people import Person


def shown_at_first() -> list[str]:
    """Return what of a profile a stranger sees before its owner has said anything."""
    return [Profile.Shown.COUNTRY, Profile.Shown.LANGUAGES]


class Profile(models.Model):
    """A person's own words about themselves, and which of them a stranger sees in a meeting (promise: DAT-1, INT-2)."""

    class Shown(models.TextChoices):
        NAME = "NAME", _("name")
        PHOTO = "PHOTO", _("photo")
        GENDER = "GENDER", _("gender")
        AGE = "AGE", _("age")
        COUNTRY = "COUNTRY", _("country")
        LANGUAGES = "LANGUAGES", _("languages")
        INTERESTS = "INTERESTS", _("interests")

    MOST: ClassVar[int] = 10  # languages, and interests

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="profile")
    name = models.CharField(_("name"), max_length=40, blank=True, default="")
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    photo = models.CharField(_("photo"), max_length=60, blank=True, default="")  # a file under MEDIA_ROOT/photos
    country = models.CharField(_("country"), max_length=2, blank=True, default="")  # ISO 3166-1
    region = models.CharField(_("state or region"), max_length=80, blank=True, default="")
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), blank=True, default=list)
    interests = ArrayField(models.CharField(max_length=40), verbose_name=_("interests"), blank=True, default=list)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, default="")
    shown = ArrayField(
        models.CharField(max_length=9, choices=Shown),
        verbose_name=_("seen by others"),
        default=shown_at_first,
        blank=True,
    )

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        constraints = (
            CheckConstraint(
                name="a_profile_shows_what_there_is",
                condition=Q(
                    shown__contained_by=["NAME", "PHOTO", "GENDER", "AGE", "COUNTRY", "LANGUAGES", "INTERESTS"]
                ),
            ),
        )

    def __str__(self) -> str:
        return f"profile of {self.person_id}"
