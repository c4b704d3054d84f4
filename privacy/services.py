"""What privacy writes."""

from datetime import datetime
from uuid import UUID

from .models import Consent


def record_consent(*, person_id: UUID, what: str, version: str, language: str, how: str, now: datetime) -> None:
    """Keep that a person agreed to a version of something; twice is once. promise: SCO-2, CHI-1"""
    Consent.objects.get_or_create(
        person_id=person_id,
        what=what,
        version=version,
        defaults={"language": language, "how": how, "given_at": now},
    )
