"""What privacy reads."""

from collections.abc import Collection
from uuid import UUID

from . import policy
from .models import Consent

#: What must have been agreed to before the chat.
AT_THE_DOOR = (Consent.What.POLICY, Consent.What.AGE)


def has_accepted(*, person_id: UUID, version: str | None = None) -> bool:
    """Whether a person has accepted a version of the policy, by default the current one, and stated their age."""
    version = version or policy.current().number
    given = Consent.objects.filter(person_id=person_id, what__in=AT_THE_DOOR, version=version)
    return given.count() == len(AT_THE_DOOR)


def last_answers(*, person_id: UUID, about: Collection[str]) -> dict[str, bool]:
    """Return what a person said last to each of some questions that may be answered anew at any time."""
    rows = Consent.objects.filter(person_id=person_id, what__in=about).order_by("given_at", "pk")
    return dict(rows.values_list("what", "is_given"))
