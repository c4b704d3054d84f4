"""People, their devices, and what keeps somebody out."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .querysets import ExclusionQuerySet, PersonQuerySet


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # made at run time
    """Makes people; ``create_superuser`` is what Django's command calls."""

    def create_superuser(self, email: str, password: str, **fields: Any) -> "Person":
        """Make a member of staff who may do everything."""
        person: Person = self.model(email=self.normalize_email(email), is_staff=True, is_superuser=True, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who has come in: a guest, who is known by a session and a device alone, or a member with an address."""

    class Gender(models.TextChoices):
        FEMALE = "F", _("woman")
        MALE = "M", _("man")
        OTHER = "X", _("neither, or both")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), null=True, blank=True, unique=True)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True, default="")
    language = models.CharField(_("language"), max_length=10, blank=True, default="")
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("came first"), default=timezone.now)
    last_seen_date = models.DateField(_("came last"), null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            CheckConstraint(name="staff_have_an_address", condition=Q(is_staff=False) | Q(email__isnull=False)),
            CheckConstraint(name="a_gender_is_one_of_three_or_unsaid", condition=Q(gender__in=("", "F", "M", "X"))),
        )

    def __str__(self) -> str:
        return self.email or f"guest {str(self.id)[:8]}"

    @property
    def is_guest(self) -> bool:
        """Whether this person has no address by which they could come back."""
        return self.email is None


class Device(models.Model):
    """A browser that somebody came in with. The cookie holds its key, this row only the key's keyed hash."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="devices")
    key_hash = models.CharField(max_length=64, unique=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")

    def __str__(self) -> str:
        return f"device {self.pk} of {self.person_id}"


class Exclusion(models.Model):
    """That somebody must stay out until a time: by account, by device or by the keyed hash of an address.

    It holds what identifies and nothing of why; it is deleted when it ends (promise: RET-5). The reasons are in
    the record of the decision, which names nobody's address.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="exclusions")
    device = models.ForeignKey(Device, models.CASCADE, null=True, blank=True, related_name="exclusions")
    address_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    began_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), db_index=True)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        constraints = (
            CheckConstraint(
                name="an_exclusion_names_somebody",
                condition=Q(person__isnull=False) | Q(device__isnull=False) | ~Q(address_hash=""),
            ),
            CheckConstraint(name="an_exclusion_ends_after_it_began", condition=Q(ends_at__gt=F("began_at"))),
        )

    def __str__(self) -> str:
        return f"exclusion {self.pk} until {self.ends_at:%Y-%m-%d %H:%M}"
