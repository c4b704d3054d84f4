"""Whoever is kept out reaches only their own pages, by whatever address there is (reliability T44)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import services
from accounts.models import Device, Person
from chatear.middleware import OPEN_APPS, OPEN_PAGES
from privacy import policy
from tests.pages import every_page

PAGES = sorted({(address, name) for address, name, apps in every_page() if not OPEN_APPS.intersection(apps)})


@pytest.fixture
def kept_out(client, db):
    """Return the browser of somebody who came in and was then kept out."""
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    until, now = timezone.now() + timedelta(hours=5), timezone.now()
    services.exclude_with_devices(person_id=Person.objects.get().pk, until=until, now=now)
    return client


def test_the_walk_finds_what_there_is():
    names = {name for _, name in PAGES}

    assert {"matching:chat", "accounts:excluded", "enter", "state-profile"} <= names
    assert "" not in {name.rpartition(":")[2] for name in names}, "a page without a name can't be let through or shut"
    assert names >= OPEN_PAGES, "the list of open pages names one that is not there"


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
@pytest.mark.parametrize(("address", "name"), PAGES)
def test_whoever_is_kept_out_reaches_only_their_own_pages(kept_out, address, name, method):
    response = getattr(kept_out, method)(address)

    if name in OPEN_PAGES:
        assert response.status_code < 500
    else:
        assert response.status_code in {302, 303}, f"{name} answered {response.status_code}"
        assert response["Location"].endswith("/excluded/")


def test_signing_out_and_coming_back_is_no_way_in(kept_out):
    kept_out.cookies.pop("sessionid")
    response = kept_out.post("/enter/", {"age": "on", "policy": policy.current().number, "next": "/nl/"})

    assert response["Location"].endswith("/excluded/")
    assert Device.objects.count() == 1
