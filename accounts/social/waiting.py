"""What came of somebody and waits for their yes: in Redis *live* for a quarter of an hour, and stored nowhere.

A session would not do: it is a row in the database, and lasts for a month.
"""

import contextlib
import json
from dataclasses import asdict, dataclass
from typing import Final, cast
from uuid import UUID

from redis.exceptions import RedisError

from chatear import redis

LASTS: Final = 900  # seconds


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a service told, by item, and which items were ticked and did not come."""

    provider: str
    values: dict[str, str]
    missing: list[str]


def wait(*, person_id: UUID, came: Waiting) -> None:
    """Let something wait for somebody's yes; what waited before is gone."""
    redis.live().set(_key(person_id), json.dumps(asdict(came)), ex=LASTS)


def waiting_for(*, person_id: UUID) -> Waiting | None:
    """Return what waits for somebody, if it is not over."""
    kept = None
    with contextlib.suppress(RedisError, OSError):  # then it is over
        kept = cast("bytes | None", redis.live().get(_key(person_id)))
    return Waiting(**json.loads(kept)) if kept else None


def forget(*, person_id: UUID) -> None:
    """Let nothing wait any more."""
    redis.live().delete(_key(person_id))


def _key(person_id: UUID) -> str:
    return f"told:{person_id}"
