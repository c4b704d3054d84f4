"""A house to be broken, mended after each test, and the people in it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.faults.crowd import Crowd
from tests.faults.house import House


@pytest.fixture(scope="session")
def standing_house() -> Iterator[House]:
    """Return two web processes that stand as long as the tests run."""
    house = House(worker=True)
    try:
        house.open()
        yield house
    finally:
        house.close()


@pytest.fixture
def house(standing_house: House) -> Iterator[House]:
    """Return the house, whole before and after."""
    standing_house.mend()
    yield standing_house
    standing_house.mend()


@pytest.fixture
async def crowd(house: House) -> AsyncIterator[Crowd]:
    """Return the people of one test; they leave at its end."""
    crowd = Crowd(house.addresses)
    yield crowd
    await crowd.leave()
