"""How often somebody may knock: a bucket for each address, in Redis *live*. The address itself is not kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import ceil
from pathlib import Path
from typing import Final

from redis.commands.core import Script
from redis.exceptions import RedisError

from chatear import redis

from . import addresses


@dataclass(frozen=True, slots=True)
class Limit:
    """How often one address may do one thing, and whether it may while Redis is away (reliability T08)."""

    burst: int
    every: int  # milliseconds in which one more turn grows back
    without_redis: bool


LIMITS: Final[Mapping[str, Limit]] = {
    # Whole mobile networks share an address; a script that makes guests by the thousand does not stop at 120.
    "enter": Limit(burst=120, every=2000, without_redis=False),
}


class TooOften(Exception):
    """An address came too often; it may again after ``retry_after`` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"again in {retry_after} s")
        self.retry_after = retry_after


class NobodyCounts(Exception):
    """Redis is away, and what was asked for is not done uncounted."""

    retry_after = 5  # seconds: about what a restart of Redis takes


def take_turn(what: str, *, address: str, now: datetime) -> None:
    """Count that an address does something once.

    :raises TooOften: if it did so too often
    :raises NobodyCounts: if Redis is away and the limit says that it matters
    """
    limit = LIMITS[what]
    if addresses.is_exempt(address):
        return
    key = f"limit:{what}:a:{addresses.keyed_hash(address)}"
    try:
        wait = int(_script()(keys=[key], args=[int(now.timestamp() * 1000), limit.every, limit.burst]))
    except (RedisError, OSError) as error:
        if limit.without_redis:
            return
        raise NobodyCounts from error
    if wait:
        raise TooOften(ceil(wait / 1000))


@cache
def _script() -> Script:
    source = (Path(__file__).parent / "lua" / "take_turn.lua").read_text()
    return redis.live().register_script(source)
