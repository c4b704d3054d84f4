"""Many ask for a page at the same moment: each gets it, and the database is not overrun (reliability F13)."""

import asyncio
from urllib.parse import urlsplit

import httpx
import pytest

from tests.faults.house import House
from tests.stack import STACK

pytestmark = pytest.mark.faults

AT_ONCE = 300
CONNECTIONS = 40  # that one web process may have at the same time


async def test_a_rush_for_a_page_is_served_with_few_connections(house: House) -> None:
    most = 0

    async def look() -> None:
        nonlocal most
        while True:
            most = max(most, await asyncio.to_thread(connections, house))

    looking = asyncio.create_task(look())
    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(base_url=house.addresses[0], limits=limits, timeout=60) as client:
        answers = await asyncio.gather(*(client.get("/en/") for _ in range(AT_ONCE)))
    looking.cancel()

    assert {answer.status_code for answer in answers} == {200}
    assert 0 < most <= CONNECTIONS


def connections(house: House) -> int:
    """Return how many connections the house's database has."""
    name = urlsplit(house.database).path.strip("/")
    found = STACK.postgres.execute(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'")
    return int(found[0][0])
