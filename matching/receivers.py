"""What matching does when an app to its right has news."""

import contextlib
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from redis.exceptions import RedisError

from accounts.signals import person_excluded, person_joined, signed_out

from . import notices, services


@receiver(person_excluded)
def put_out(*, person_id: UUID | None, device_id: int | None, address_hash: str, **_: Any) -> None:
    """Close the sockets of whoever is kept out from now on; without Redis the next round at the gate does."""
    with contextlib.suppress(RedisError, OSError):
        notices.put_out(person_id=person_id, device_id=device_id, address_hash=address_hash)


@receiver(signed_out)
def close_sockets(*, person_id: UUID, device_id: int | None, **_: Any) -> None:
    """Close the sockets that a session had opened; without Redis they stay until their tabs are closed."""
    with contextlib.suppress(RedisError, OSError):
        notices.sign_out(person_id=person_id, device_id=device_id)


@receiver(person_joined)
def take_over_blocks(*, guest_id: UUID, member_id: UUID, **_: Any) -> None:
    """Keep a guest's blocks for the member; those against the guest hold by `accounts.models.FormerName`."""
    services.hand_over_blocks(guest_id=guest_id, member_id=member_id)
