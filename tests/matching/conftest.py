"""Two exchanges on one loop, as if they were two processes, and people who sit there."""

import asyncio
import json
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from redis.asyncio import Redis

from matching.protocol import Close
from matching.seals import Keyring
from matching.seats import Exchange, Visitor
from matching.signaling import AddressPolicy

KEYRING = Keyring([b"k" * 32])
OFFER = (Path(__file__).parent.parent / "corpus" / "sdp" / "chromium-156-offer.sdp").read_bytes().decode()


class Browser:
    """What one browser gets: frames, and at the end a close code."""

    def __init__(self) -> None:
        self.frames: list[dict] = []
        self.code: int | None = None
        self._came = asyncio.Event()

    def put(self, frame: str) -> None:
        self.frames.append(json.loads(frame))
        self._came.set()

    def close(self, code: Close) -> None:
        self.code = int(code)
        self._came.set()

    def of(self, kind: str) -> list[dict]:
        return [frame for frame in self.frames if frame["type"] == kind]

    async def until(self, wanted, what: str = "") -> None:
        """Wait until a condition on this browser holds, however the frames come in."""
        try:
            async with asyncio.timeout(10):
                while not wanted():
                    self._came.clear()
                    await self._came.wait()
        except TimeoutError:
            pytest.fail(f"waited in vain for {what or wanted}; came: {self.frames}")

    async def nth(self, kind: str, n: int = 1) -> dict:
        """Return the n-th frame of a kind, once it has come."""
        await self.until(lambda: len(self.of(kind)) >= n, f"{kind} {n}")
        return self.of(kind)[n - 1]


class Guest:
    """Somebody on a seat."""

    def __init__(self, seat, browser: Browser) -> None:
        self.seat, self.browser = seat, browser

    async def send(self, kind: str, **fields) -> None:
        await self.seat.handle(json.dumps({"type": kind, **fields}), None)

    async def seek(self, **fields) -> None:
        await self.send("seek", **fields)

    async def nth(self, kind: str, n: int = 1) -> dict:
        return await self.browser.nth(kind, n)

    @property
    def partners(self) -> int:
        return len(self.browser.of("matched"))


@pytest.fixture
async def redis():
    client = Redis.from_url(settings.REDIS_LIVE_URL, decode_responses=True)
    await client.flushdb()
    yield client
    await client.aclose()


@pytest.fixture
async def exchanges(redis):
    """Return a function that opens an exchange; all are closed at the end."""
    opened = []

    async def open_one() -> Exchange:
        exchange = Exchange(
            redis,
            live_url=settings.REDIS_LIVE_URL,
            keyring=KEYRING,
            mail_key=b"m" * 32,
            salt="salt",
            address_policy=AddressPolicy(lan=True),
        )
        await exchange.open()
        opened.append(exchange)
        return exchange

    yield open_one
    for exchange in opened:
        await exchange.close()


@pytest.fixture
async def north(exchanges):
    return await exchanges()


@pytest.fixture
async def south(exchanges):
    return await exchanges()


@pytest.fixture
def sit():
    """Return a function that seats somebody new, or somebody again."""
    numbers = count(1)

    async def seat_one(exchange, person: str = "", **known) -> Guest:
        person = person or f"person-{next(numbers)}"
        about = {
            "device": None,
            "address_hash": "",
            "limited_address": "",
            "country": "",
            "gender": "",
            "language": "en",
            "is_member": False,
            "blocked": frozenset(),
        } | known
        browser = Browser()
        return Guest(await exchange.take(Visitor(person=person, **about), browser), browser)

    return seat_one


@pytest.fixture(params=["one process", "two processes"])
async def pair(request, exchanges, sit):
    """Two people in a meeting: the one who waited and the one who came."""
    first = await exchanges()
    second = first if request.param == "one process" else await exchanges()
    waiting, joining = await sit(first), await sit(second)
    await waiting.seek(offer=OFFER)
    await joining.seek()
    await waiting.nth("matched")
    await joining.nth("matched")
    return waiting, joining
