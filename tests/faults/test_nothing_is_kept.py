"""After people met, talked, complained, were cut off and went, nothing says who met whom or what was said.

promise: RET-3
promise: RET-7; P-01, P-03

Every sink gets a word and a pair of ids planted, through its own way of being written to; a scan that does not find
each of them proves nothing (reliability M26).
"""

import asyncio
import itertools
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from tests.fakes.chatter import Chatter
from tests.fakes.complaining import complain, handed_in
from tests.faults import more_sinks, sinks
from tests.faults.crowd import Crowd
from tests.faults.house import House
from tests.faults.needles import Needle, found, identity, sentinel
from tests.stack import STACK

pytestmark = [pytest.mark.faults, pytest.mark.timeout(170)]

WORDS = ("said", "signalled", "planted")
PEOPLE = 24
ROUNDS = 3
SOME = 6  # who complain


@pytest.fixture
def places(house: House) -> list[sinks.Sink]:
    """Return every place that could keep something; the traffic is listened to from now on."""
    live, queue = house.live, house.queue
    return [
        sinks.Dump(house.database),
        sinks.Sessions(house.database),
        sinks.Pages(house.database, STACK.postgres.folder),
        *(
            kind(redis.url, which)
            for kind in (sinks.Keys, sinks.SlowLog)
            for redis, which in ((live, "live"), (queue, "queue"))
        ),
        *(sinks.Snapshot(redis.url, redis.folder, which) for redis, which in ((live, "live"), (queue, "queue"))),
        sinks.Tasks(queue.url),
        sinks.Journal(queue.folder, queue.url),
        *(sinks.Folder(folder) for folder in (live.folder, house.places.logs, STACK.places.logs)),
        *(sinks.Folder(folder) for folder in (house.places.mail, house.places.media)),
        more_sinks.ServerLog(house.database, STACK.places.logs),
        more_sinks.Activity(house.database),
        more_sinks.StaffLog(house.database),
        more_sinks.Backup(house.database),
        more_sinks.Scratch(Path(house.environment["TMPDIR"])),
        *(sinks.Traffic(redis.url, which) for redis, which in ((live, "live"), (queue, "queue"))),
    ]


async def test_nothing_is_kept(crowd: Crowd, house: House, places: list[sinks.Sink]) -> None:
    (said, said_needle), (signalled, signalled_needle), (planted, planted_needle) = map(sentinel, WORDS)
    await meet_and_talk(crowd, house, said=said, signalled=signalled)
    people = [chatter.guest.person for chatter in crowd.everybody]
    pair = [str(uuid4()), str(uuid4())]
    for place in places:
        place.plant(f"{planted} {pair[0]} {pair[1]}")

    ids = [identity(person, person) for person in (*people, *pair)]
    for place in places:
        words, pairs = scan(place, [said_needle, signalled_needle, planted_needle], ids)
        assert "planted" in words, f"the scan is blind in {place.name}"
        assert not words - {"planted"}, f"{words} are kept in {place.name}"
        if place.tells_pairs:
            assert pairs == {frozenset(pair)}, f"{pairs} in {place.name}"


async def meet_and_talk(crowd: Crowd, house: House, *, said: str, signalled: str) -> None:
    """Let everybody talk with several others, some complain, one block another, and a process die under half."""
    everybody = await crowd.come(PEOPLE)
    for _ in range(ROUNDS):
        talking = await meet_anew(crowd)
        for chatter in talking:
            chatter.text(f"please keep this to yourself: {said}")
            chatter.signal(candidates=[candidate(signalled)])
        await crowd.becomes(partial(all_have_heard, talking), within=10)
    await complain_about_some([chatter for chatter in everybody if chatter.meeting])
    first = next(chatter for chatter in everybody if chatter.meeting)
    first.send({"type": "block", "handle": first.meeting.handle if first.meeting else ""})
    await first.hears("ended", why="stopped")
    house.servers[0].kill9()
    await asyncio.gather(*(chatter.closes() for chatter in everybody if chatter.address == house.addresses[0]))
    house.mend()


async def complain_about_some(talking: list[Chatter]) -> None:
    """Let some hand in what they have read, with a seal that does not prove it: then its words are not kept either."""
    for chatter in talking[:SOME]:
        texts = handed_in([text for text in chatter.heard("text") if text["chat"] == chatter.chat])
        forged = [text | {"seal": text["seal"][::-1]} for text in texts]
        handle = chatter.meeting.handle if chatter.meeting else ""
        status, answer = await asyncio.to_thread(complain, chatter, handle=handle, reason="HARASSMENT", messages=forged)
        assert status == 201, answer


async def meet_anew(crowd: Crowd) -> list[Chatter]:
    """Let everybody part and search again; return those who found somebody."""
    for chatter in crowd.everybody:
        chatter.stop()
    await crowd.becomes(lambda: not any(chatter.meeting for chatter in crowd.everybody), within=5)
    for chatter in crowd.everybody:
        chatter.seek()
    await crowd.becomes(crowd.is_settled, within=20)
    return [chatter for chatter in crowd.everybody if chatter.meeting]


def all_have_heard(talking: list[Chatter]) -> bool:
    """Whether both texts and the partner's signal have reached everybody."""
    return all(has_heard_all(chatter) for chatter in talking)


def candidate(word: str) -> dict[str, object]:
    """Return a candidate that carries a word."""
    text = f"candidate:{word} 1 udp 2113937151 192.0.2.10 40000 typ host generation 0"
    return {"candidate": text, "sdpMid": "0", "sdpMLineIndex": 0}


def has_heard_all(chatter: Chatter) -> bool:
    """Whether both texts and the partner's signal of this meeting have come."""
    return [len([f for f in chatter.heard(kind) if f["chat"] == chatter.chat]) for kind in ("text", "signal")] == [2, 1]


def scan(place: sinks.Sink, words: list[Needle], ids: list[Needle]) -> tuple[set[str], set[frozenset[str]]]:
    """Return which words are in a place, and which two people stand in one record of it."""
    seen: set[str] = set()
    pairs: set[frozenset[str]] = set()
    for record in place.records():
        seen |= found(words, record)
        if place.tells_pairs:
            pairs |= {frozenset(pair) for pair in itertools.combinations(found(ids, record), 2)}
    return seen, pairs
