"""What matching does when an app to its right has news."""

import contextlib
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from redis.exceptions import RedisError

from accounts.signals import person_excluded

from . import notices


@receiver(person_excluded)
def put_out(*, person_id: UUID | None, device_id: int | None, address_hash: str, **_: Any) -> None:
    """Close the sockets of whoever is kept out from now on; without Redis the next round at the gate does."""
    with contextlib.suppress(RedisError, OSError):
        notices.put_out(person_id=person_id, device_id=device_id, address_hash=address_hash)
