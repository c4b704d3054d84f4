"""News between two processes: it arrives, in order, and can't be read on the way."""

import asyncio
import contextlib
import os

import pytest
from django.conf import settings
from redis.asyncio import Redis

from matching.mailbox import CHANNEL, Mailbox

KEY = os.urandom(32)


class Post:
    """A mailbox and what it got."""

    def __init__(self, process: str, key: bytes = KEY) -> None:
        self.got: asyncio.Queue[tuple[str, str, dict]] = asyncio.Queue()
        self.box = Mailbox(
            settings.REDIS_LIVE_URL, process=process, key=key, deliver=lambda *news: self.got.put_nowait(news)
        )

    async def next(self):
        async with asyncio.timeout(5):
            return await self.got.get()


@pytest.fixture
async def north_and_south():
    posts = Post("north"), Post("south")
    for post in posts:
        await post.box.open()
    yield posts
    for post in posts:
        await post.box.close()


async def test_news_arrives_once_and_in_order(north_and_south):
    north, south = north_and_south
    for n in range(500):
        north.box.post("south", "seat", "relay", frame=f"{n}")

    assert [await south.next() for _ in range(500)] == [("seat", "relay", {"frame": f"{n}"}) for n in range(500)]
    assert south.got.empty()


async def test_news_in_the_same_process_needs_no_redis(north_and_south):
    north, _ = north_and_south
    north.box.post("north", "seat", "relay", frame="here")

    assert north.got.get_nowait() == ("seat", "relay", {"frame": "here"})


async def test_who_listens_to_redis_reads_nothing(north_and_south):
    """promise: RET-3, RET-7"""
    north, south = north_and_south
    listener = Redis.from_url(settings.REDIS_LIVE_URL)
    async with listener.monitor() as monitor:
        north.box.post("south", "seat-of-ann", "relay", frame="sentinel words")
        await south.next()
        await listener.ping()
        heard = []
        async for command in monitor.listen():
            heard.append(command["command"])
            if command["command"].startswith("PING"):
                break
    await listener.aclose()

    published = [command for command in heard if command.startswith("PUBLISH")]
    assert published, "the control: something did cross"
    assert not [command for command in published if "sentinel" in command or "ann" in command]


async def test_a_letter_of_somebody_else_is_dropped_and_the_next_one_read(north_and_south):
    north, south = north_and_south
    stranger = Post("stranger", key=os.urandom(32))
    await stranger.box.open()
    stranger.box.post("south", "seat", "relay", frame="forged")
    await stranger.box.close()
    raw = Redis.from_url(settings.REDIS_LIVE_URL)
    await raw.publish(CHANNEL.format("south"), b"x")
    await raw.aclose()

    north.box.post("south", "seat", "relay", frame="real")
    assert await south.next() == ("seat", "relay", {"frame": "real"})


async def test_it_comes_back_when_redis_does(north_and_south):
    north, south = north_and_south
    raw = Redis.from_url(settings.REDIS_LIVE_URL)
    await raw.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
    await raw.aclose()

    async with asyncio.timeout(5):
        arrived = None
        while arrived is None:
            north.box.post("south", "seat", "relay", frame="again")
            with contextlib.suppress(TimeoutError):
                arrived = await asyncio.wait_for(south.got.get(), timeout=0.05)
    assert arrived == ("seat", "relay", {"frame": "again"})
