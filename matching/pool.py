"""Everybody who waits, in Redis *live*: tickets, and the index in which strangers find each other.

Nothing here outlives its lease, and no key or value ever holds two people (promise: RET-7).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from redis.asyncio import Redis

TICKETS: Final = "{mm}:tickets"
INDEX: Final = "{mm}:in:"  # what each bucket's name begins with
PROCESSES: Final = "{mm}:processes"

#: Milliseconds that a ticket lasts unless its seat renews it, and that a process lives after its last beat.
TICKET_LEASE: Final = 40_000
PROCESS_LEASE: Final = 6_000

#: Seconds in which partners are not met again, and in which another tab of the same person is known.
AVOID_FOR: Final = 600
SEAT_KNOWN_FOR: Final = 24 * 60 * 60

#: How many of the last partners are avoided.
AVOIDED: Final = 8


@dataclass(frozen=True, slots=True)
class Ticket:
    """What one waiting person leaves in the pool."""

    person: str
    nonce: str
    process: str
    seat: str
    since: int  # Unix milliseconds; kept when one looks again, so that nobody loses their place
    listings: tuple[str, ...]
    probes: tuple[str, ...]
    avoids: tuple[str, ...]
    former: tuple[str, ...] = ()  # ids under which others may have blocked this person before


@dataclass(frozen=True, slots=True)
class Found:
    """Who was taken out of the pool: their ticket's nonce, and where their seat is."""

    person: str
    nonce: str
    process: str
    seat: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The ticket lies in the pool; ``ahead`` wait longer for the same."""

    ahead: int


class TicketTaken(Exception):
    """A renewed ticket is no longer there: somebody has just taken it, or Redis has forgotten it."""


def pair_token(salt: str, one: str, other: str) -> str:
    """Return what stands for two people who must not meet; the same whichever comes first."""
    return hashlib.sha1("".join((salt, *sorted((one, other)))).encode(), usedforsecurity=False).hexdigest()


class Pool:
    """The waiting pool. Every method is one round trip."""

    def __init__(self, redis: Redis, *, salt: str) -> None:
        scripts = Path(__file__).parent / "lua"
        self._redis = redis
        self._salt = salt
        self._pair_or_wait = redis.register_script((scripts / "pair_or_wait.lua").read_text())
        self._withdraw = redis.register_script((scripts / "withdraw_ticket.lua").read_text())
        self._sweep = redis.register_script((scripts / "sweep_tickets.lua").read_text())

    def token(self, one: str, other: str) -> str:
        """Return the pair token of two people under this pool's salt."""
        return pair_token(self._salt, one, other)

    async def find(self, ticket: Ticket, *, now: int, renewing: bool = False) -> Found | Waiting:
        """Take the stranger who fits and has waited longest, or wait.

        :raises TicketTaken: if ``renewing`` and the ticket is gone
        """
        answer = cast(
            "list[str]",
            await self._pair_or_wait(
                keys=[TICKETS, INDEX, PROCESSES],
                args=[
                    *(ticket.person, ticket.nonce, ticket.process, ticket.seat),
                    *(str(ticket.since), str(now), str(now + TICKET_LEASE)),
                    *(self._salt, "1" if renewing else "0"),
                    *(",".join(ticket.listings), ",".join(ticket.avoids), ",".join((ticket.person, *ticket.former))),
                    *ticket.probes,
                ],
            ),
        )
        if answer[0] == "taken":
            raise TicketTaken
        return Found(*answer[1:]) if answer[0] == "matched" else Waiting(ahead=int(answer[1]))

    async def withdraw(self, *, person: str, nonce: str) -> bool:
        """Take a ticket back; false if somebody took it first."""
        return bool(await self._withdraw(keys=[TICKETS, INDEX], args=[person, nonce]))

    async def sweep(self, *, cursor: str, now: int, many: int = 200) -> str:
        """Remove dead tickets from one page of the pool and return the next page's cursor."""
        answer = cast("list[str]", await self._sweep(keys=[TICKETS, INDEX, PROCESSES], args=[cursor, now, many]))
        return answer[0]

    async def beat(self, process: str, *, sockets: int, now: int) -> int:
        """Say that a process lives and how many sockets it holds; return how many there are in all."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.hset(PROCESSES, process, f"{now + PROCESS_LEASE}|{sockets}")
            pipe.expire(PROCESSES, 60)
            pipe.hgetall(PROCESSES)
            *_, held = await pipe.execute()
        leases = {name: value.split("|") for name, value in held.items()}
        if dead := [name for name, (lease, _) in leases.items() if int(lease) <= now]:
            await self._redis.hdel(PROCESSES, *dead)
        return sum(int(count) for lease, count in leases.values() if int(lease) > now)

    async def leave(self, process: str) -> None:
        """Take a process that ends out, and its tickets with it."""
        await self._redis.hdel(PROCESSES, process)

    async def take_seat(self, person: str, seat: str) -> tuple[str | None, list[str]]:
        """Make a seat the person's only one; return the one before it and the tokens of recent partners."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.set(f"seat:{person}", seat, ex=SEAT_KNOWN_FOR, get=True)
            pipe.lrange(f"met:{person}", 0, AVOIDED - 1)
            before, tokens = await pipe.execute()
        return before, tokens

    async def give_up_seat(self, person: str, seat: str, *, met: Sequence[str]) -> None:
        """Forget where a person sits, unless they have sat down elsewhere, and keep the tokens of their last partners.

        The next tab of the same person, in whichever process, avoids those for a while.
        """
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.get(f"seat:{person}")
            if met:
                pipe.delete(f"met:{person}")
                pipe.rpush(f"met:{person}", *met)
                pipe.expire(f"met:{person}", AVOID_FOR)
            held, *_ = await pipe.execute()
        if held == seat:
            await self._redis.delete(f"seat:{person}")
