"""Token buckets in Redis *live*, per person and per address; paid for in advance, so that a frame costs no trip."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import RedisError


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of one thing a person may do; an address, behind which many may live, more (``ADDRESS_FACTOR``)."""

    burst: int
    per_second: float
    prepaid: int  # how many one round trip pays for


#: A whole address may do this many times what a person may: families, schools and mobile networks share one.
ADDRESS_FACTOR: Final = 20

LIMITS: Final[Mapping[str, Limit]] = {
    "frame": Limit(burst=240, per_second=40, prepaid=40),
    "text": Limit(burst=20, per_second=4, prepaid=4),
    "seek": Limit(burst=20, per_second=1, prepaid=2),
    "connect": Limit(burst=20, per_second=0.5, prepaid=1),
}


class TooFast(Exception):
    """A bucket is empty."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"again in {retry_after} ms")
        self.retry_after = retry_after


class Buckets:
    """All buckets of the house."""

    def __init__(self, redis: Redis) -> None:
        script = Path(__file__).parent / "lua" / "take_tokens.lua"
        self._take = redis.register_script(script.read_text())

    async def take(self, what: str, *, person: str, address: str, many: int, now: int) -> None:
        """Take tokens from the person's bucket and, unless it is empty, the address' bucket.

        Without Redis everybody passes: a conversation must not end because a counter is away (reliability T08).

        :raises TooFast: if one of them has too few; none is taken then
        """
        limit = LIMITS[what]
        buckets = {f"limit:{what}:p:{person}": 1}
        if address:
            buckets[f"limit:{what}:a:{address}"] = ADDRESS_FACTOR
        rates = [part for factor in buckets.values() for part in (limit.burst * factor, limit.per_second * factor)]
        try:
            wait = int(await self._take(keys=list(buckets), args=[now, many, *rates]))
        except RedisError:
            return
        if wait:
            raise TooFast(wait)


class Allowance:
    """What one seat has paid for in advance."""

    def __init__(self, buckets: Buckets, *, person: str, address: str) -> None:
        self._buckets, self._person, self._address = buckets, person, address
        # A socket comes with a first portion of everything: how often one may connect is limited as well.
        self._left = {what: limit.prepaid for what, limit in LIMITS.items()}

    async def spend(self, what: str, *, now: int) -> None:
        """Use one.

        :raises TooFast: if none is left, here or in Redis
        """
        if not self._left[what]:
            many = LIMITS[what].prepaid
            await self._buckets.take(what, person=self._person, address=self._address, many=many, now=now)
            self._left[what] = many
        self._left[what] -= 1
