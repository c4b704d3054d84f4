"""Somebody who goes to another service and comes back, without a browser: Django's client here, HTTP there."""

import base64
import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import httpx
from django.test import Client


class Traveller:
    """One person in one browser."""

    def __init__(self, client: Client) -> None:
        """Begin with a browser."""
        self.client = client

    def leave(self, slug: str, **form: str) -> str:
        """Press a service's button; return where its page leads."""
        page = self.client.post(f"/en/account/sign-in/{slug}/", form)
        assert page.status_code == 200, page
        return going(page)

    def back(self, address: str, *, says: str = "yes", ticks: tuple[str, ...] = (), **who: str):
        """Say yes or no at the service, and come back with its answer; return what our site says then."""
        return self.arrive(answer(address, says=says, ticks=ticks, **who))

    def travel(self, slug: str, **said):
        """Go there, say yes, and come back."""
        return self.back(self.leave(slug), **said)

    def arrive(self, there: httpx.Response):
        """Bring a service's answer to our site as a browser does."""
        if there.status_code == 200:
            return self._by_form(there.text)
        place = urlsplit(there.headers["location"])
        if place.fragment:
            return self._by_fragment(place)
        return self.client.get(f"{place.path}?{place.query}")

    def _by_form(self, page: str):
        """Post across, without cookies, and then once more from our own page."""
        (address,) = re.findall(r'action="([^"]+)"', page)
        path = urlsplit(unescape(address)).path
        across = Client().post(path, fields(page), headers={"origin": "https://appleid.apple.com"})
        assert "pass-on" in across.content.decode()
        assert not across.cookies
        return self.client.post(path, fields(across.content.decode()))

    def _by_fragment(self, place):
        page = self.client.get(f"{place.path}?{place.query}").content.decode()
        return self.client.post(place.path, fields(page) | told_behind(place.fragment))


def answer(address: str, *, says: str = "yes", ticks: tuple[str, ...] = (), **who: str) -> httpx.Response:
    """Fill in the service's page; return what it answers."""
    asking = httpx.get(address)
    assert asking.status_code == 200, asking.text
    form = {f"who_{name}": value for name, value in who.items()} | {"says": says}
    return httpx.post(address, data=form | {"tick": list(ticks)})


def going(page) -> str:
    """Return where a page of ours leads."""
    (address,) = re.findall(r'rel="noopener noreferrer external" href="([^"]+)"', page.content.decode())
    return unescape(address)


def fields(page: str) -> dict[str, str]:
    """Return the hidden fields of a page's form."""
    form = page.rpartition("<pass-on>")[2].partition("</pass-on>")[0] or page
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}


def told_behind(fragment: str) -> dict[str, str]:
    """Return what our script makes of Telegram's answer."""
    said = dict(parse_qsl(fragment))["tgAuthResult"]
    if said == "false":
        return {"error": "access_denied"}
    told = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    return {name: str(value) for name, value in told.items()}
