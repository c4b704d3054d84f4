"""`relay_cpu`: what one relayed frame costs the server while 500 pairs talk, over a bare echo of the same frame."""

import asyncio
import json
from collections.abc import Iterator, Sequence

import psutil
import uvloop

from tests.bench.figures import Figure, beside
from tests.bench.floors.processes import serving
from tests.bench.herd import connect
from tests.bench.site import site, strangers
from tests.fakes.chatter import ANYBODY
from tests.fakes.guests import Guest
from tests.fakes.wire import Wire, raise_file_limit

PAIRS = 500
ROUNDS = 20  # frames of each person in one run
RUNS = 7
AT_ONCE = 100
CANDIDATE = {
    "candidate": "candidate:842163049 1 udp 1677729535 192.0.2.10 46154 typ host generation 0",
    "sdpMid": "0",
    "sdpMLineIndex": 0,
}


class Talkers:
    """Both sides of all pairs; on the floor everybody is paired with themselves."""

    def __init__(self, pid: int) -> None:
        """Begin with nobody; `pid` is the server's."""
        self.server = psutil.Process(pid)
        self.wires: list[Wire] = []
        self.chats: list[str] = []
        self.due = 0
        self.nothing_due = asyncio.Event()

    async def come(self, url: str, guests: Sequence[Guest]) -> None:
        """Open all sockets."""
        for first in range(0, len(guests), AT_ONCE):
            some = range(first, first + AT_ONCE)
            self.wires += await asyncio.gather(*(connect(url, guests[number], number) for number in some))
        self.chats = [""] * len(self.wires)
        for number, wire in enumerate(self.wires):
            wire.listen(lambda text, number=number: self.hear(number, text), lambda _code: None)  # type: ignore[misc]

    async def pair(self) -> None:
        """Let everybody be matched."""
        await self.all_send(json.dumps({"type": "seek", "wish": ANYBODY, "mode": "text"}) for _ in self.wires)

    def hear(self, number: int, text: str) -> None:
        """Count a relayed frame, or learn one's chat."""
        if text.startswith(('{"type":"matched"', '{"type": "matched"')):
            self.chats[number] = json.loads(text)["chat"]
        elif not text.startswith(('{"type":"signal"', '{"type": "signal"')):
            return
        self.due -= 1
        if self.due == 0:
            self.nothing_due.set()

    async def all_send(self, frames: Iterator[str]) -> None:
        """Send one frame each and wait until each has heard one."""
        self.due = len(self.wires)
        self.nothing_due.clear()
        for wire, frame in zip(self.wires, frames, strict=True):
            wire.send(frame)
        async with asyncio.timeout(30):
            await self.nothing_due.wait()

    async def talk(self) -> float:
        """Signal in rounds and return the server's CPU time for one frame, in microseconds."""
        before = self.cpu()
        for _ in range(ROUNDS):
            frames = ({"type": "signal", "chat": chat, "candidates": [CANDIDATE]} for chat in self.chats)
            await self.all_send(json.dumps(frame) for frame in frames)
        return (self.cpu() - before) / (ROUNDS * len(self.wires)) * 1e6

    def cpu(self) -> float:
        """Return the seconds that the server has computed so far."""
        times = self.server.cpu_times()
        return float(times.user + times.system)


async def both(
    place: tuple[str, int], guests: Sequence[Guest], floor: tuple[str, int]
) -> tuple[list[float], list[float]]:
    """Measure both in turn, with everybody connected to both all the time."""
    ours, bare = Talkers(place[1]), Talkers(floor[1])
    await bare.come(floor[0], strangers(PAIRS * 2))
    bare.chats = ["gKqTfCkmv1Y0c0mB6oJhXw"] * len(bare.wires)  # as long as ours
    await ours.come(place[0], guests)
    await ours.pair()
    values, floors = [], []
    for _ in range(RUNS):
        floors.append(await bare.talk())
        values.append(await ours.talk())
    return values, floors


def figures() -> Iterator[Figure]:
    """Measure both, run by run."""
    raise_file_limit(PAIRS * 8)
    with site() as ours, serving("echo") as floor:
        values, floors = uvloop.run(both((ours.url, ours.pid), ours.admit(PAIRS * 2), floor))
    yield beside("relay_cpu", "us", values=values, floors=floors)
