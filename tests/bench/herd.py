"""`herd_2000`: 2,000 people press Start at once; how long until the last of them is matched.

Sockets are open already. All press as fast as one client can send, which is well within a second.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import uvloop

from tests.bench.figures import Figure, beside
from tests.bench.floors.processes import serving
from tests.bench.site import address_of, site, strangers
from tests.fakes.chatter import ANYBODY, SUBPROTOCOL
from tests.fakes.guests import Guest
from tests.fakes.wire import Wire, open_wire, raise_file_limit

PEOPLE = 2000
RUNS = 5
AT_ONCE = 100  # handshakes; the herd that is measured is the one that presses
PATIENCE = 60  # seconds
OFFER = (Path(__file__).parent.parent / "fakes" / "offer.sdp").read_bytes().decode()
SEEK = json.dumps({"type": "seek", "wish": ANYBODY, "mode": "video", "offer": OFFER})


class Press:
    """One of the herd: counts what it is told, reads nothing else."""

    def __init__(self, wire: Wire, herd: "Herd") -> None:
        """Listen on an open socket."""
        self.wire, self.herd = wire, herd
        self.matches: list[str] = []
        wire.listen(self.hear, lambda _code: None)

    def hear(self, text: str) -> None:
        """Note a match."""
        if text.startswith(('{"type":"matched"', '{"type": "matched"')):
            self.matches.append(json.loads(text)["chat"])
            self.herd.matched()


class Herd:
    """All of them, on one server."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.all_matched = asyncio.Event()
        self.missing = PEOPLE
        self.presses: list[Press] = []

    def matched(self) -> None:
        """Count one."""
        self.missing -= 1
        if self.missing == 0:
            self.all_matched.set()

    async def come(self, url: str, guests: Sequence[Guest]) -> None:
        """Open all sockets."""
        for first in range(0, PEOPLE, AT_ONCE):
            some = range(first, first + AT_ONCE)
            wires = await asyncio.gather(*(connect(url, guests[number], number) for number in some))
            self.presses += [Press(wire, self) for wire in wires]

    async def press_start(self) -> float:
        """Press, and return how long it took until the last was matched.

        :raises TimeoutError: if somebody is left
        """
        began = time.perf_counter()
        for press in self.presses:
            press.wire.send(SEEK)
        async with asyncio.timeout(PATIENCE):
            await self.all_matched.wait()
        return time.perf_counter() - began

    def check(self) -> None:
        """Make sure that each was matched once, with one other.

        :raises AssertionError: if not
        """
        chats = Counter(chat for press in self.presses for chat in press.matches)
        assert all(len(press.matches) == 1 for press in self.presses), "somebody was matched twice"
        assert set(chats.values()) == {2}, "a chat is not of two"

    def leave(self) -> None:
        """Go without a word."""
        for press in self.presses:
            press.wire.abort()


async def connect(url: str, guest: Guest, number: int) -> Wire:
    """Open one socket, from an address of one's own, and wait until one is welcome."""
    headers = {"Cookie": guest.cookie_header, "X-Forwarded-For": address_of(number)}
    socket = url.replace("http", "ws", 1) + "/ws/chat/"
    wire = await open_wire(socket, headers=headers, origin=url, subprotocol=SUBPROTOCOL)
    welcome = asyncio.get_running_loop().create_future()
    wire.listen(welcome.set_result, lambda _code: None)
    await welcome
    return wire


async def herd(url: str, guests: Sequence[Guest]) -> float:
    """Run one herd and return its seconds."""
    people = Herd()
    try:
        await people.come(url, guests)
        took = await people.press_start()
        people.check()
    finally:
        people.leave()
    return took


def figures() -> Iterator[Figure]:
    """Measure both, run by run."""
    raise_file_limit(PEOPLE * 2)
    values, floors = [], []
    with site() as ours, serving("pairing") as (floor, _pid):
        for _ in range(RUNS):
            floors.append(uvloop.run(herd(floor, strangers(PEOPLE))))
            values.append(uvloop.run(herd(ours.url, ours.admit(PEOPLE))))
    yield beside("herd_2000", "s", values=values, floors=floors)
