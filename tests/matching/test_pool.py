"""The pool against a model of it: a list of tickets and a pair of eyes."""

import asyncio
from dataclasses import dataclass
from itertools import product

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from redis.asyncio import Redis

from matching.pool import (
    INDEX,
    PROCESS_LEASE,
    TICKET_LEASE,
    TICKETS,
    Found,
    Pool,
    Ticket,
    TicketTaken,
    Waiting,
)

SALT = "salt"
EVERYBODY = st.sampled_from("abcd")
#: Two of them were here before under other ids.
FORMER = {"a": (), "b": ("b1",), "c": ("c1", "c2"), "d": ()}
NAMES = st.sampled_from([*FORMER, *(name for names in FORMER.values() for name in names)])
BUCKETS = st.frozensets(st.sampled_from(["m>f", "f>m", "nl"]), min_size=1)
HOUSES = st.sampled_from(["north", "south"])


@dataclass
class Model:
    """One ticket as the model sees it."""

    ticket: Ticket
    lease: int

    def fits(self, other: Ticket, *, salt_free: set[str]) -> bool:
        """Whether somebody who looks may take this one."""
        return bool(set(self.ticket.listings) & set(other.probes)) and not salt_free & {
            *self.ticket.avoids,
            *other.avoids,
        }


async def indexed(redis: Redis) -> set[tuple[str, str, float]]:
    """Return everything that the index holds, as (bucket, person, since)."""
    found = set()
    for key in await redis.keys(f"{INDEX}*"):
        found |= {(key.removeprefix(INDEX), *entry) for entry in await redis.zrange(key, 0, -1, withscores=True)}
    return found


class PoolMachine(RuleBasedStateMachine):
    """Drive the Lua scripts and the model with the same steps, and compare what they say."""

    nonces = Bundle("nonces")

    @initialize()
    def empty(self) -> None:
        self.runner = asyncio.Runner()
        self.redis = Redis.from_url(settings.REDIS_LIVE_URL, decode_responses=True)
        self.pool = Pool(self.redis, salt=SALT)
        self.run(self.redis.flushdb())
        self.now, self.count = 1_700_000_000_000, 0
        self.waiting: dict[str, Model] = {}
        self.houses: dict[str, int] = {}
        self.avoids: dict[str, set[str]] = {person: set() for person in FORMER}
        for house in ("north", "south"):
            self.run(self.pool.beat(house, sockets=1, now=self.now))
            self.houses[house] = self.now + PROCESS_LEASE

    def run(self, doing):
        return self.runner.run(doing)

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.run(self.redis.aclose())
            self.runner.close()

    def alive(self, model: Model) -> bool:
        return model.lease > self.now and self.houses[model.ticket.process] > self.now

    def tokens(self, one: str, other: str) -> set[str]:
        """Return what stands for two people under whichever of their ids."""
        return {self.pool.token(*pair) for pair in product((one, *FORMER[one]), (other, *FORMER[other]))}

    def alive_or_absent(self, person: str) -> bool:
        return person not in self.waiting or self.alive(self.waiting[person])

    def bury(self) -> None:
        """Remove dead tickets on both sides, so that none comes back with its process."""
        self.run(self.pool.sweep(cursor="0", now=self.now))
        self.waiting = {person: model for person, model in self.waiting.items() if self.alive(model)}

    def look(self, ticket: Ticket, *, renewing: bool):
        if renewing or not self.alive_or_absent(ticket.person):
            self.bury()
        mine = self.waiting.get(ticket.person)
        if renewing and (mine is None or mine.ticket.nonce != ticket.nonce):
            with pytest.raises(TicketTaken):
                self.run(self.pool.find(ticket, now=self.now, renewing=True))
            return
        self.waiting.pop(ticket.person, None)
        fitting = [
            model
            for model in self.waiting.values()
            if self.alive(model) and model.fits(ticket, salt_free=self.tokens(ticket.person, model.ticket.person))
        ]
        answer = self.run(self.pool.find(ticket, now=self.now, renewing=renewing))
        if not fitting:
            assert isinstance(answer, Waiting)
            self.waiting[ticket.person] = Model(ticket, self.now + TICKET_LEASE)
            return
        assert isinstance(answer, Found)
        oldest = min(model.ticket.since for model in fitting)
        taken = self.waiting.pop(answer.person)
        assert taken in fitting, "who was found must fit, live and not be avoided"
        assert taken.ticket.since == oldest, "the oldest fitting ticket wins"
        assert (answer.nonce, answer.process, answer.seat) == (
            taken.ticket.nonce,
            taken.ticket.process,
            taken.ticket.seat,
        )

    @rule(target=nonces, person=EVERYBODY, house=HOUSES, listings=BUCKETS, probes=BUCKETS)
    def press_start(self, person, house, listings, probes):
        self.count += 1
        self.now += 1  # so that of two one is always the older
        ticket = Ticket(
            person=person,
            nonce=f"n{self.count}",
            process=house,
            seat=f"s{self.count}",
            since=self.now,
            listings=tuple(sorted(listings)),
            probes=tuple(sorted(probes)),
            avoids=tuple(sorted(self.avoids[person])),
            former=FORMER[person],
        )
        self.look(ticket, renewing=False)
        return ticket

    @rule(ticket=nonces, probes=BUCKETS)
    def widen(self, ticket, probes):
        wider = Ticket(
            **{name: getattr(ticket, name) for name in ("person", "nonce", "process", "seat", "since", "listings")},
            probes=tuple(sorted(probes)),
            avoids=tuple(sorted(self.avoids[ticket.person])),
            former=ticket.former,
        )
        self.look(wider, renewing=True)

    @rule(ticket=nonces)
    def press_stop(self, ticket):
        if not self.alive_or_absent(ticket.person):
            self.bury()
        mine = self.waiting.get(ticket.person)
        there = mine is not None and mine.ticket.nonce == ticket.nonce
        assert self.run(self.pool.withdraw(person=ticket.person, nonce=ticket.nonce)) is there
        if there:
            del self.waiting[ticket.person]

    @rule(one=EVERYBODY, other=NAMES)
    def meet_or_block(self, one, other):
        self.avoids[one].add(self.pool.token(one, other))

    @rule(one=EVERYBODY)
    def forgive(self, one):
        self.avoids[one].clear()

    @rule(seconds=st.integers(min_value=1, max_value=45))
    def time_passes(self, seconds):
        self.now += seconds * 1000

    @rule(house=HOUSES)
    def beat(self, house):
        if self.houses.get(house, self.now) <= self.now:
            self.bury()
        self.run(self.pool.beat(house, sockets=1, now=self.now))
        self.houses[house] = self.now + PROCESS_LEASE

    @invariant()
    def the_index_holds_no_less_and_no_more_than_the_tickets(self):
        if not hasattr(self, "runner"):
            return
        tickets = self.run(self.redis.hgetall(TICKETS))
        listed = {
            (bucket, person, float(parts[3]))
            for person, parts in ((person, value.split("|")) for person, value in tickets.items())
            for bucket in parts[5].split(",")
        }
        assert self.run(indexed(self.redis)) == listed
        living = {person for person, model in self.waiting.items() if self.alive(model)}
        assert living <= set(tickets), "nobody who waits may fall out of the pool"


PoolMachine.TestCase.settings = hypothesis_settings(max_examples=150, stateful_step_count=50, deadline=None)
TestPool = PoolMachine.TestCase


def ticket(person: str, *, since: int, listings: tuple[str, ...], probes: tuple[str, ...], **other) -> Ticket:
    """Return a ticket of a person in the north."""
    rest = {"nonce": f"nonce of {person}", "process": "north", "seat": f"seat of {person}", "avoids": ()} | other
    return Ticket(person=person, since=since, listings=listings, probes=probes, **rest)


@pytest.fixture
async def pool():
    redis = Redis.from_url(settings.REDIS_LIVE_URL, decode_responses=True)
    await redis.flushdb()
    pool = Pool(redis, salt=SALT)
    await pool.beat("north", sockets=1, now=NOW)
    yield pool
    await redis.aclose()


NOW = 1_700_000_000_000


@pytest.mark.parametrize("order", [("film", "nl"), ("nl", "film")])
async def test_the_oldest_wins_in_whichever_bucket_they_wait(pool, order):
    await pool.find(ticket("older", since=NOW - 2, listings=("nl",), probes=("x",)), now=NOW)
    await pool.find(ticket("newer", since=NOW - 1, listings=("film",), probes=("x",)), now=NOW)

    found = await pool.find(ticket("me", since=NOW, listings=("me",), probes=order), now=NOW)

    assert found.person == "older"


async def test_behind_many_who_must_not_be_met_the_next_one_is_found(pool):
    waiting = [f"person {n:02}" for n in range(40)]
    for n, person in enumerate(waiting):
        await pool.find(ticket(person, since=NOW + n, listings=("nl",), probes=("x",)), now=NOW)
    avoids = tuple(pool.token("me", person) for person in waiting[:-1])

    found = await pool.find(ticket("me", since=NOW, listings=("me",), probes=("nl",), avoids=avoids), now=NOW)

    assert found.person == waiting[-1]


async def test_nobody_meets_a_ticket_whose_process_died(pool):
    await pool.find(ticket("ghost", since=NOW, listings=("nl",), probes=("x",)), now=NOW)

    after = NOW + PROCESS_LEASE + 1
    answer = await pool.find(ticket("me", since=after, listings=("me",), probes=("nl",)), now=after)

    assert answer == Waiting(ahead=0)


@pytest.mark.parametrize("who_blocked", ["the one who looks", "the one who waits"])
@pytest.mark.parametrize("who_joined", ["the one who looks", "the one who waits"])
async def test_whom_one_blocked_as_a_guest_one_does_not_meet_as_a_member(pool, who_blocked, who_joined):
    former = {"me" if who_joined == "the one who looks" else "you": ("guest",)}
    token = pool.token("guest", "you" if "me" in former else "me")
    avoids = {"me" if who_blocked == "the one who looks" else "you": (token,)}

    def fitting(person: str) -> Ticket:
        known = {"avoids": avoids.get(person, ()), "former": former.get(person, ())}
        return ticket(person, since=NOW, listings=("nl",), probes=("nl",), **known)

    await pool.find(fitting("you"), now=NOW)

    assert await pool.find(fitting("me"), now=NOW) == Waiting(ahead=0)
