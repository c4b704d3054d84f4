"""What privacy reads."""

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
