"""People at the door."""

from datetime import UTC, datetime

import pytest

from accounts import services
from privacy import policy

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def come_in(db):
    """Return a function that lets somebody in."""

    def enter(**changes):
        given = {
            "person": None,
            "device": None,
            "address_hash": "",
            "age_stated": True,
            "policy_version": policy.current().number,
            "language": "nl",
            "now": NOON,
        }
        return services.enter_as_guest(**(given | changes))

    return enter


@pytest.fixture
def guest(come_in):
    return come_in().person


@pytest.fixture
def member(guest):
    """Return somebody with a confirmed address and a password."""
    guest.email, guest.member_since = "ann@chatear.example", NOON
    guest.set_password("correct horse battery")
    guest.save()
    return guest
