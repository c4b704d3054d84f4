"""`match_rate_*`: decisions a second at 10, 1,000 and 100,000 waiting, over as many calls that decide nothing.

Both sides go through `Pool.find`, so the client, the keys and the arguments are the same. The pool keeps its depth:
everybody who waits has waited long, fits nobody else who waits, and is replaced when taken. A newcomer whose wish
nobody meets looks again with a wider one, as a seat does; each look, and each new ticket, is one decision.
"""

import asyncio
import contextlib
import hashlib
import random
import secrets
import tempfile
import time
from collections.abc import Awaitable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import redis.asyncio
import uvloop

from chatear.services.children import Watch
from chatear.services.places import Places
from chatear.services.valkey import LIVE, Valkey
from matching import criteria
from matching.pool import PROCESSES, Found, Pool, Ticket, TicketTaken
from tests.bench.figures import Figure, beside

DEPTHS = (10, 1_000, 100_000)
RUNS = 7
CALLS = 3_000  # in one run of either side
AT_ONCE = 8  # seats that ask at the same time
NOOP = "#!lua\nreturn {'waiting', '0'}"
NOW = 1_790_000_000_000  # the bench owns the clock, so no lease runs out
PROCESS = secrets.token_urlsafe(9)

LANGUAGES = {"es": 5, "en": 4, "nl": 3, "pt": 2, "fr": 1, "ar": 1}
COUNTRIES = {"ES": 4, "NL": 4, "MX": 3, "AR": 2, "US": 2, "BE": 1, "FR": 1, "": 2}
INTERESTS = [f"interest {number}" for number in range(60)]
ALL_PARTS = frozenset({"interests", "mode", "countries", "languages"})


class People:
    """An endless line of people with all sorts of wishes: women who look for men, and men who look for women."""

    def __init__(self) -> None:
        """Begin with the same people in every run of the bench."""
        self.dice = random.Random(7)
        self.numbers = count()

    def one(self, gender: str, *, wants: str) -> criteria.Seeker:
        """Return the next person."""
        dice = self.dice
        wish = criteria.Wish(
            genders=(wants,),
            countries=tuple(dice.sample(["ES", "NL", "MX"], dice.choice([0, 0, 0, 1, 2]))),
            languages=tuple(
                dict.fromkeys(
                    dice.choices(*map(list, zip(*LANGUAGES.items(), strict=True)), k=dice.choice([0, 1, 1, 2]))
                )
            ),
            interests=tuple(dice.sample(INTERESTS, dice.choice([0, 0, 1, 2, 3]))),
        )
        country = dice.choices(*map(list, zip(*COUNTRIES.items(), strict=True)))[0]
        mode = dice.choice(["video"] * 9 + ["text"])
        return criteria.Seeker(person=secrets.token_hex(16), gender=gender, country=country, mode=mode, wish=wish)

    def ticket(self, seeker: criteria.Seeker, widened: frozenset[criteria.Part]) -> Ticket:
        """Return what they bring to the pool, with eight partners to avoid."""
        avoids = tuple(hashlib.sha1(self.dice.randbytes(8)).hexdigest() for _ in range(8))
        return Ticket(
            person=seeker.person,
            nonce=secrets.token_urlsafe(16),
            process=PROCESS,
            seat=secrets.token_urlsafe(16),
            since=NOW - 60_000 + next(self.numbers),
            listings=tuple(criteria.listings(seeker, widened)),
            probes=tuple(criteria.probes(seeker, widened)),
            avoids=avoids,
        )


class Bench:
    """One pool that is filled, asked, and asked in vain."""

    def __init__(self, client: "redis.asyncio.Redis[str]") -> None:
        """Use one client for everything."""
        self.client = client
        self.pool, self.floor = Pool(client, salt="salt"), Pool(client, salt="salt")
        self.floor._pair_or_wait = client.register_script(NOOP)
        self.people = People()
        self.depth = 0

    async def fill(self, depth: int) -> None:
        """Let people wait until there are so many."""
        await self.client.hset(PROCESSES, PROCESS, f"{NOW + 10**9}|1")
        while self.depth < depth:
            some = min(AT_ONCE * 25, depth - self.depth)
            await asyncio.gather(*(self.wait_long() for _ in range(some)))
            self.depth += some

    async def wait_long(self) -> None:
        """Let one man wait who no longer minds."""
        ticket = self.people.ticket(self.people.one("M", wants="F"), ALL_PARTS)
        await self.pool.find(ticket, now=NOW)

    async def ours(self) -> float:
        """Return the decisions a second of one run."""
        meetings = [self.meeting() for _ in range(CALLS)]
        return await rate(*(self.decide(meetings) for _ in range(AT_ONCE)))

    def meeting(self) -> tuple[Ticket, Ticket, Ticket]:
        """Return a newcomer, the same one with a wider wish, and who takes the place of the one they meet."""
        seeker = self.people.one("F", wants="M")
        exact = self.people.ticket(seeker, frozenset())
        probes, listings = criteria.probes(seeker, ALL_PARTS), criteria.listings(seeker, ALL_PARTS)
        wide = replace(exact, probes=tuple(probes), listings=tuple(listings))
        return exact, wide, self.people.ticket(self.people.one("M", wants="F"), ALL_PARTS)

    async def decide(self, meetings: list[tuple[Ticket, Ticket, Ticket]]) -> int:
        """Serve newcomers until enough was decided; return how often."""
        decided = 0
        while decided < CALLS // AT_ONCE:
            exact, wide, follower = meetings.pop()
            decided += await self.look(exact, wide)
            await self.pool.find(follower, now=NOW)  # where he meets her who still looked, his place was not free yet
            decided += 1
        return decided

    async def look(self, exact: Ticket, wide: Ticket) -> int:
        """Let one look, and look again; return how often she had to."""
        if isinstance(await self.pool.find(exact, now=NOW), Found):
            return 1
        with contextlib.suppress(TicketTaken):
            assert isinstance(await self.pool.find(wide, now=NOW, renewing=True), Found), "nobody fits"
        return 2

    async def bare(self) -> float:
        """Return the calls a second of one run of the floor, with the tickets of as many newcomers."""
        tickets = [ticket for _ in range(CALLS // 3 + 1) for ticket in self.meeting()]

        async def ask(mine: list[Ticket]) -> int:
            for ticket in mine:
                await self.floor.find(ticket, now=NOW)
            return len(mine)

        return await rate(*(ask(tickets[number::AT_ONCE]) for number in range(AT_ONCE)))


async def rate(*askers: Awaitable[int]) -> float:
    """Let all ask at the same time and return how many answers came a second."""
    began = time.perf_counter()
    answers = sum(await asyncio.gather(*askers))
    return answers / (time.perf_counter() - began)


async def measure(url: str) -> list[Figure]:
    """Measure both at each depth, run by run."""
    figures = []
    pool = redis.asyncio.BlockingConnectionPool.from_url(
        url, max_connections=AT_ONCE, timeout=30, decode_responses=True
    )
    async with redis.asyncio.Redis.from_pool(pool) as client:
        bench = Bench(client)
        for depth in DEPTHS:
            await bench.fill(depth)
            runs = [(await bench.bare(), await bench.ours()) for _ in range(RUNS)]
            floors, values = map(list, zip(*runs, strict=True))
            figures.append(beside(f"match_rate_{depth}", "1/s", values=values, floors=floors))
    return figures


def figures() -> Iterator[Figure]:
    """Measure on a Redis of our own."""
    with tempfile.TemporaryDirectory() as folder:
        places, watch = Places(Path(folder)), Watch()
        places.make()
        server = Valkey("live", LIVE, places, watch)
        try:
            server.start()
            server.wait()
            yield from uvloop.run(measure(server.url))
        finally:
            server.child.stop()
            watch.close()
