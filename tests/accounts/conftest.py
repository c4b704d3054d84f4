"""People at the door."""

from datetime import UTC, datetime

import pytest
from django.apps import apps

from accounts import services
from privacy import policy
from tests.fakes.traveller import Traveller
from tests.simulators.pointing import point
from tests.simulators.running import Running

OUR_OWN = {"auth.Group", "moderation.Rule", "privacy.Wording"}
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


@pytest.fixture(scope="session")
def logins():
    """Return the pretended services, running in a process of their own."""
    running = Running("tests.simulators.logins")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def traveller(logins, client, db, settings, monkeypatch, redis_live):
    """Return somebody who can go to the pretended services and come back."""
    point(settings, monkeypatch, logins.environment)
    return Traveller(client)


@pytest.fixture
def everything(db):
    """Return what counts the rows of every table but those of sentences, roles and rules, which are the site's own."""

    def count():
        counted = [model for model in apps.get_models() if model._meta.managed and model._meta.label not in OUR_OWN]
        return {model._meta.label: model.objects.count() for model in counted}

    return count
