"""Whoever is kept out reaches only their own pages, by whatever address there is (reliability T44)."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts import services
from accounts.models import Device, Person
from chatear.middleware import OPEN_APPS, OPEN_PAGES
from privacy import policy

#: What stands in an address where a value does.
VALUES = {"int": "1", "uuid": str(UUID(int=7)), "path": "some/where", "str": "facebook", "slug": "a-word", "": "word"}


def every_page(resolver=None, before="", names=(), apps=()):
    """Yield every address of the site with its name and the app it is of."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + filled_in(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from every_page(entry, route, [*names, *filter(None, [entry.namespace])], [*apps, entry.app_name])
        elif isinstance(entry, URLPattern):
            yield "/" + route, ":".join([*names, entry.name or ""]), [app for app in apps if app]


def filled_in(route: str) -> str:
    """Return a route with a value in each of its gaps."""
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda gap: VALUES.get(gap[1] or "str", "word"), route)
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "word", route)  # as regular expressions write a gap
    return re.sub(r"[\^$]|\\Z", "", route)


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
