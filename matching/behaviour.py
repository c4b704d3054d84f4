"""How somebody behaves, as decaying numbers in Redis *live*: no partners, no words, gone after some hours.

promise: DAT-10, RET-3, RET-7. Without Redis nothing is counted, and nothing breaks.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import redis
import redis.asyncio
from redis.exceptions import RedisError

from chatear import redis as servers

#: Milliseconds in which a number falls to half, and seconds after which all of them are gone.
HALF_LIFE: Final = 30 * 60 * 1000
LASTS: Final = 6 * 60 * 60
DUE: Final = "behaviour:due"
DUE_LASTS: Final = 600
#: A partner who leaves sooner than this has seen something that they did not want.
FAST: Final = 5_000  # milliseconds

_SCRIPT: Final = (Path(__file__).parent / "lua" / "note_conduct.lua").read_text()


class Conduct:
    """Notes numbers of people, on the loop of its Redis client."""

    def __init__(self, client: redis.asyncio.Redis) -> None:
        self._note = client.register_script(_SCRIPT)

    async def note(self, person: str, amounts: Mapping[str, float], *, now: int) -> None:
        """Add to somebody's numbers; ``now``: Unix milliseconds."""
        flat = [part for name, amount in amounts.items() for part in (name, amount)]
        try:
            keys = [f"behaviour:{person}", DUE]
            await self._note(keys=keys, args=[person, now, HALF_LIFE, LASTS, DUE_LASTS, *flat])
        except (RedisError, OSError):
            return


def complained(*, person_id: object, pseudonym: str) -> None:
    """Count who complains about somebody: how many different ones, never who."""
    try:
        client = servers.live()
        client.pfadd(f"behaviour:complaints:{person_id}", pseudonym)
        client.expire(f"behaviour:complaints:{person_id}", LASTS)
        client.sadd(DUE, str(person_id))
        client.expire(DUE, DUE_LASTS)
    except (RedisError, OSError):
        return


def take_due(most: int = 500) -> list[str]:
    """Return some of those whose numbers have changed since they were looked at last."""
    try:
        found: Any = servers.live().spop(DUE, most)
        return [_text(person) for person in found or ()]
    except (RedisError, OSError):
        return []


def numbers_of(person: str) -> dict[str, float]:
    """Return somebody's numbers as they stand; empty where there are none."""
    try:
        client = servers.live()
        held = client.hgetall(f"behaviour:{person}")
        complaints = client.pfcount(f"behaviour:complaints:{person}")
    except (RedisError, OSError):
        return {}
    numbers = {_text(name): float(value) for name, value in held.items() if _text(name) != "at"}
    return numbers | {"complaints": float(complaints)}


def _text(raw: object) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw)


def forget(person: object) -> None:
    """Forget how somebody behaved."""
    servers.live().delete(f"behaviour:{person}", f"behaviour:complaints:{person}", f"detected:{person}")
