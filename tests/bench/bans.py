"""`ban_closes_p95`, `ban_frees_p95`: from a decision at the desk to the end of the socket, and to the partner's news.

The decision is made in another process than the web's, as the desk makes it. Floor: a `ping` and its `pong` on the same
socket, just before.
"""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.bench.figures import Figure, beside
from tests.bench.site import let_in, site
from tests.fakes.chatter import Chatter

RUNS = 40
WARM_UPS = 2


def figures() -> Iterator[Figure]:
    """Have pairs meet, and ban one of each."""
    with site() as place:
        guests = [(let_in(), let_in()) for _ in range(WARM_UPS + RUNS)]
        closed, freed, floors = zip(*asyncio.run(_all(place.url, guests))[WARM_UPS:], strict=True)
    yield beside("ban_closes_p95", "ms", values=closed, floors=floors, share=0.95)
    yield beside("ban_frees_p95", "ms", values=freed, floors=floors, share=0.95)


async def _all(url: str, guests: list[Any]) -> list[tuple[float, float, float]]:
    moderator = await asyncio.to_thread(_moderator)
    return [await _one(url, number, pair, moderator) for number, pair in enumerate(guests)]


async def _one(url: str, number: int, pair: Any, moderator: Any) -> tuple[float, float, float]:
    """Return the milliseconds to the close, to the partner's `ended`, and of one `ping`."""
    bad, other = (Chatter(guest, url, peer=f"198.18.{number}.{place + 1}") for place, guest in enumerate(pair))
    for chatter in (bad, other):
        await chatter.open()
        chatter.seek()
    for chatter in (bad, other):
        await chatter.hears("matched")
    began = time.perf_counter()
    bad.send({"type": "ping", "n": 1})
    await bad.hears("pong")
    floor = time.perf_counter() - began

    decided = asyncio.create_task(asyncio.to_thread(_ban, bad.guest.person, moderator))
    began = time.perf_counter()
    (_, closed), (_, freed) = await asyncio.gather(_timed(bad.closes(), began), _timed(other.hears("ended"), began))
    await decided
    other.leave()
    return closed, freed, floor * 1000


async def _timed(wait: Any, began: float) -> tuple[Any, float]:
    return await wait, (time.perf_counter() - began) * 1000


def _moderator() -> Any:
    from accounts.models import Person  # noqa: PLC0415 - Django must be set up

    return Person.objects.create_superuser("bench@chatear.example", "correct horse battery")


def _ban(person: str, moderator: Any) -> None:
    from django.db import transaction  # noqa: PLC0415 - as above
    from django.utils import timezone  # noqa: PLC0415

    from moderation.services import cases, decisions  # noqa: PLC0415

    now = timezone.now()
    with transaction.atomic():
        case = cases.open_about(person_id=UUID(person), reason="NUDITY", weight=100, now=now)
    made = decisions.Made(kind="BANNED", rule="NUDITY", length=timedelta(days=3), reason="seen", letter="No.")
    decisions.decide(case_id=case.pk, by=moderator, made=made, now=now)
