"""Password hashes: slow on purpose, and so never more than two at once in a process (reliability T64)."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from django.contrib.auth.hashers import check_password, make_password

from accounts.models import Person

AT_ONCE: Final = 2
LONGEST_WAIT: Final = 10  # seconds: forty hashes
#: What no password matches; checking against it costs as much as against a real hash.
NOBODYS: Final = "!"

_room = BoundedSemaphore(AT_ONCE)


class TooBusy(Exception):
    """Too many passwords are being checked; soon there is room again."""

    retry_after = 5  # seconds


def hashed(password: str) -> str:
    """Return what is stored of a password.

    :raises TooBusy: if others are before it for too long
    """
    with _turn():
        return make_password(password)


def matches(person: Person | None, password: str) -> bool:
    """Whether a password is a person's; it takes as long where there is no such person (reliability T63).

    :raises TooBusy: if others are before it for too long
    """
    with _turn():
        if person is None or not person.is_active:
            return check_password(password, NOBODYS)
        return person.check_password(password)


@contextmanager
def _turn() -> Iterator[None]:
    if not _room.acquire(timeout=LONGEST_WAIT):
        raise TooBusy
    try:
        yield
    finally:
        _room.release()
