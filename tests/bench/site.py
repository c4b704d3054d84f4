"""A whole site of one web process for a benchmark, and people who have entered it."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import django
import redis
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from tests.fakes.guests import Guest
from tests.faults.house import House
from tests.stack import STACK


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
        self.guests += [let_in() for _ in range(many - len(self.guests))]
        with redis.from_url(self.house.live.url) as live:
            for key in live.scan_iter("met:*", count=1000):
                live.delete(key)
        return self.guests[:many]


def let_in() -> Guest:
    """Make one guest through the service behind the entry form, and a session as the form's view does."""
    from accounts.services import enter_as_guest  # noqa: PLC0415 - Django must be set up
    from accounts.sessions import DEVICE, SessionStore  # noqa: PLC0415
    from privacy import policy  # noqa: PLC0415

    entry = enter_as_guest(
        person=None,
        device=None,
        address_hash="",
        age_stated=True,
        policy_version=policy.current().number,
        language="en",
        now=timezone.now(),
    )
    session = SessionStore()
    session[SESSION_KEY] = str(entry.person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[DEVICE] = entry.device.pk
    session[HASH_SESSION_KEY] = entry.person.get_session_auth_hash()
    session.save()
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key or "", settings.DEVICE_COOKIE_NAME: entry.device_key}
    return Guest(str(entry.person.pk), cookies)


@contextlib.contextmanager
def site(*, receiver: bool = False) -> Iterator[Site]:
    """Run a site and end it afterwards."""
    STACK.start()
    house = House(web=1, receiver=receiver)
    try:
        house.open()
        os.environ.update(house.servers[0].environment)
        django.setup()
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
