"""Many chatters at once: they come in through the door, sit down, and are checked together when they leave."""

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from tests.fakes.chatter import Chatter
from tests.fakes.guests import enter
from tests.faults import oracle

AT_THE_DOOR = 16  # people who enter at the same time
NETWORK = "198.18"  # for benchmarks (RFC 2544): addresses that nobody has


class Crowd:
    """Everybody who came in one test."""

    def __init__(self, addresses: Sequence[str]) -> None:
        """Spread newcomers over the addresses of the web processes."""
        self.addresses = addresses
        self.everybody: list[Chatter] = []
        self._numbers = itertools.count(1)
        self._news = asyncio.Event()

    async def come(self, many: int, *, at: int | None = None) -> list[Chatter]:
        """Let that many people enter and open the chat, at one web process or spread over all."""
        door = asyncio.Semaphore(AT_THE_DOOR)

        async def one(number: int) -> Chatter:
            async with door:
                chatter = await self.newcomer(number, at=at)
                await chatter.open()
                return chatter

        return list(await asyncio.gather(*(one(next(self._numbers)) for _ in range(many))))

    async def newcomer(self, number: int, *, at: int | None = None) -> Chatter:
        """Let one person enter, from an address of their own, without opening the chat."""
        place = self.addresses[number % len(self.addresses) if at is None else at]
        peer = f"{NETWORK}.{number // 250}.{number % 250 + 1}"
        guest = await asyncio.to_thread(enter, place, peer=peer)
        return self.expect(Chatter(guest, place, peer=peer))

    def expect(self, chatter: Chatter) -> Chatter:
        """Count somebody in."""
        chatter.on_news = self._news.set
        self.everybody.append(chatter)
        return chatter

    async def two(self, *, at: int | None = None) -> tuple[Chatter, Chatter]:
        """Let two people come and meet; the first of them waited and has the role of the offerer."""
        first, second = await self.come(2, at=at)
        await self.introduce(first, second)
        return first, second

    async def introduce(self, first: Chatter, second: Chatter) -> None:
        """Let two people meet, the first of them waiting."""
        first.seek()
        await first.hears("waiting")
        second.seek()
        await all_hear((first, second), "matched")
        assert first.chat == second.chat, "they met others"

    async def becomes(self, so: Callable[[], bool], *, within: float) -> None:
        """Wait until something is so; it is looked at whenever anybody hears a frame.

        :raises AssertionError: if it does not become so in time
        """
        assert await self.waits(so, within=within), f"not so within {within} s:\n{self.stuck()}"

    async def waits(self, so: Callable[[], bool], *, within: float) -> bool:
        """Wait until something is so, but not for ever; return whether it is."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while not so():
                    self._news.clear()
                    await self._news.wait()
        return so()

    def is_settled(self) -> bool:
        """Whether everybody is here, and either talks or waits together with ex-partners only."""
        sides = Counter(chatter.meeting.chat for chatter in self.everybody if chatter.meeting)
        left = [chatter for chatter in self.everybody if chatter.meeting is None]
        return (
            all(chatter.is_open for chatter in self.everybody)
            and set(sides.values()) <= {2}
            and all(chatter.is_waiting for chatter in left)
            and all(one.meetings.keys() & other.meetings.keys() for one, other in itertools.combinations(left, 2))
        )

    def stuck(self) -> str:
        """Return what those who do not talk heard last, for the reader of a failure."""
        left = [chatter for chatter in self.everybody if chatter.meeting is None]
        return "\n".join(f"{chatter.close_code} {[frame for _, frame in chatter.log[-5:]]}" for chatter in left)

    def check(self) -> Counter[str]:
        """Ask the oracle about everybody."""
        return oracle.check(self.everybody)

    async def leave(self) -> None:
        """Let everybody go."""
        wires = [chatter.wire for chatter in self.everybody if chatter.wire is not None]
        for wire in wires:
            wire.abort()
        await asyncio.gather(*(chatter.closes() for chatter in self.everybody if chatter.wire is not None))


async def all_hear(
    chatters: Iterable[Chatter], kind: str, *, within: float = 5.0, **fields: Any
) -> list[dict[str, Any]]:
    """Wait until each of them hears a frame of this kind."""
    waits: list[Awaitable[dict[str, Any]]] = [chatter.hears(kind, within=within, **fields) for chatter in chatters]
    return list(await asyncio.gather(*waits))
