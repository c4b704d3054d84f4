"""A whole site of one web process for a benchmark, and people who have entered it."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import redis

from tests.fakes.guests import Guest, enter
from tests.faults.house import House
from tests.stack import STACK

AT_THE_DOOR = 8  # people who enter at the same time


@dataclass
class Site:
    """Where it is, and who has been let in so far."""

    house: House
    guests: list[Guest] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where its web process is."""
        return self.house.addresses[0]

    @property
    def pid(self) -> int:
        """The id of its web process."""
        return self.house.web_pid(0)

    def admit(self, many: int) -> list[Guest]:
        """Return that many people who have entered and remember nobody they met."""
        numbers = range(len(self.guests), many)
        with ThreadPoolExecutor(AT_THE_DOOR) as door:
            self.guests += door.map(lambda number: enter(self.url, peer=address_of(number)), numbers)
        with redis.from_url(self.house.live.url) as live:
            for key in live.scan_iter("met:*", count=1000):
                live.delete(key)
        return self.guests[:many]


@contextlib.contextmanager
def site() -> Iterator[Site]:
    """Run a site and end it afterwards."""
    STACK.start()
    house = House(web=1)
    try:
        house.open()
        yield Site(house)
    finally:
        house.close()
        STACK.stop()


def strangers(many: int) -> list[Guest]:
    """Return people for a floor, which lets everybody in."""
    return [Guest(str(number), {}) for number in range(many)]


def address_of(number: int) -> str:
    """Return an address of one's own, from the range for benchmarks (RFC 2544)."""
    return f"198.18.{number // 250}.{number % 250 + 1}"
