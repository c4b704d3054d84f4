"""What people say of themselves."""

from uuid import UUID

from accounts.models import Person


def state_profile(*, person_id: UUID, gender: str, language: str) -> None:
    """Keep what somebody says of themselves."""
    Person.objects.filter(pk=person_id).update(gender=gender, language=language)
