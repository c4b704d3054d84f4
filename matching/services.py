"""What matching writes."""

from uuid import UUID

from .models import Block


def block(*, person_id: UUID, token: str) -> None:
    """Keep that a person never wants to meet the one behind a pair token again; twice is once."""
    Block.objects.get_or_create(owner_id=person_id, token=token)
