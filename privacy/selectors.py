"""What privacy reads."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q

from . import policy
from .models import Consent, Objection

#: What must have been agreed to before the chat.
AT_THE_DOOR = (Consent.What.POLICY, Consent.What.AGE)


def who_wants_no_use() -> Any:
    """Return those whose data is to be kept and not used: whatever works by itself leaves them out. P-14"""
    return get_user_model()._default_manager.filter(restricted_at__isnull=False)  # noqa: SLF001


def who_wants_no_news() -> Any:
    """Return those who are not to be written to by ourselves: they object, or their data is not to be used."""
    objects = Exists(Objection.objects.filter(person=OuterRef("pk"), what=Objection.What.MARKETING))
    return get_user_model()._default_manager.filter(objects | Q(restricted_at__isnull=False))  # noqa: SLF001


def has_accepted(*, person_id: UUID, version: str | None = None) -> bool:
    """Whether a person has accepted a version of the policy, by default the current one, and stated their age."""
    version = version or policy.current().number
    given = Consent.objects.filter(person_id=person_id, what__in=AT_THE_DOOR, version=version)
    return given.count() == len(AT_THE_DOOR)


def last_answers(*, person_id: UUID, about: Collection[str]) -> dict[str, bool]:
    """Return what a person said last to each of some questions that may be answered anew at any time."""
    rows = Consent.objects.filter(person_id=person_id, what__in=about).order_by("given_at", "pk")
    return dict(rows.values_list("what", "is_given"))
