"""From where somebody came last, as a keyed hash, for a day: so that a ban is not walked round as somebody new.

In Redis *live*, which forgets; without it a ban holds by account and browser alone.
"""

import contextlib
from typing import Final
from uuid import UUID

from redis.exceptions import RedisError

from chatear import redis

LASTS: Final = 24 * 60 * 60  # seconds


def came_from(*, person_id: UUID, address_hash: str) -> None:
    """Note from where somebody comes."""
    if address_hash:
        with contextlib.suppress(RedisError, OSError):
            redis.live().set(f"from:{person_id}", address_hash, ex=LASTS)


def last_from(*, person_id: UUID) -> str:
    """Return from where somebody came last; nothing where that is a day ago, or nobody knows."""
    with contextlib.suppress(RedisError, OSError):
        found = redis.live().get(f"from:{person_id}")
        return found.decode() if isinstance(found, bytes) else ""
    return ""


def forget(*, person_id: UUID) -> None:
    """Forget from where somebody came."""
    redis.live().delete(f"from:{person_id}")
