"""People: guests, who are known by a device alone, and members, who can come back from anywhere."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import PersonQuerySet


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # made at run time
    """Makes people; ``create_superuser`` is what Django's command calls."""

    def create_superuser(self, email: str, password: str, **fields: Any) -> "Person":
        """Make a member of staff who may do everything."""
        fields = {"is_staff": True, "is_superuser": True, "member_since": timezone.now()} | fields
        person: Person = self.model(email=email.strip().lower(), **fields)  # as `identities.spelling` has it
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who has come in: a guest, who is known by a session and a device alone, or a member.

    A member has a confirmed e-mail address and a password, or an account at another service that vouches for them.
    """

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
    member_since = models.DateTimeField(_("member since"), null=True, blank=True)
    #: When a service that the operator asks said that this person is of age (promise: CHI-1); null where nobody asked.
    age_assured_at = models.DateTimeField(_("age confirmed"), null=True, blank=True)
    joined_at = models.DateTimeField(_("came first"), default=timezone.now)
    last_seen_date = models.DateField(_("came last"), null=True, blank=True)

    #: Since when what we hold is kept and not used, as the person asked (reliability P-14).
    restricted_at = models.DateTimeField(_("restricted since"), null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = (
            ("remove_minor", _("Can remove somebody who is under 18")),
            ("give_roles", _("Can give roles to staff, and take them")),
        )
        constraints = (
            CheckConstraint(name="staff_have_an_address", condition=Q(is_staff=False) | Q(email__isnull=False)),
            CheckConstraint(
                name="a_member_has_a_day_of_joining", condition=Q(email=None) | Q(member_since__isnull=False)
            ),
            CheckConstraint(name="a_gender_is_one_of_three_or_unsaid", condition=Q(gender__in=("", "F", "M", "X"))),
        )

    def __str__(self) -> str:
        return self.email or f"guest {str(self.id)[:8]}"

    @property
    def is_guest(self) -> bool:
        """Whether this person could not come back with another browser."""
        return self.member_since is None


class FormerName(models.Model):
    """An id under which a member was here before, as a guest: whom others blocked then, they never meet now.

    Blocks are tokens of two ids (`matching.pool.pair_token`), which nobody can rewrite.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="former_names")
    name = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")

    def __str__(self) -> str:
        return f"former name of {self.person_id}"
