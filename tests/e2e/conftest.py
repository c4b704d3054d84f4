"""A whole site, browsers with cameras of different colours, and the people who use them."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from privacy import catalogue, trackers
from tests.e2e.visitor import Visitor
from tests.fakes.browsers import NoChromium, chromium_path, launch
from tests.fakes.cameras import film
from tests.fakes.coturn import Coturn, NoCoturn
from tests.faults.house import House

Invite = Callable[..., Visitor]


@pytest.fixture(scope="package")
def coturn() -> Iterator[Coturn | None]:
    """Return a relay, or nothing where none is installed."""
    try:
        relay = Coturn()
    except NoCoturn:
        yield None
        return
    try:
        relay.start()
        yield relay
    finally:
        relay.close()


@pytest.fixture(scope="package")
def site(coturn: Coturn | None) -> Iterator[House]:
    """Return a running site that knows the relay."""
    house = House(web=1, receiver=True, environment=coturn.as_environment() if coturn else {})
    try:
        house.open()
        yield house
    finally:
        house.close()


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Return Playwright; it ends before the tests of other folders, whose event loops it would be in the way of."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def cameras(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Browser]]:
    """Return what gives the browser whose camera shows a colour; `asks` is one that has a camera and asks for it."""
    try:
        chromium_path()
    except NoChromium:
        pytest.fail("No Chromium is installed; on Debian and Ubuntu: apt install chromium")
    folder = tmp_path_factory.mktemp("films")
    browsers: dict[str, Browser] = {}

    def camera(colour: str) -> Browser:
        if colour not in browsers:
            asks = colour == "asks"
            browsers[colour] = launch(
                playwright.chromium, film=None if asks else film(folder, colour), granted=not asks
            )
        return browsers[colour]

    yield camera
    for browser in browsers.values():
        browser.close()


@pytest.fixture
def invite(site: House, cameras: Callable[[str], Browser]) -> Iterator[Invite]:
    """Return what brings somebody with a camera of a colour to the site; they leave at the end of the test.

    Nobody may leave with a cookie or a storage key that is not declared, nor behind a key in Redis that is not
    (promise: COO-1).
    """
    with contextlib.ExitStack() as ends:
        ends.callback(left_in_redis, site)

        def come(colour: str, **context: Any) -> Visitor:
            tab = cameras(colour).new_context(locale="en-GB", **context)
            ends.callback(leave, tab)
            return Visitor(tab, site.addresses[0])

        yield come


def leave(tab: BrowserContext) -> None:
    """Close a browser's window, after a look at what the site left in it."""
    try:
        kept = tab.storage_state()
    finally:
        tab.close()
    cookies = {cookie["name"] for cookie in kept["cookies"]}
    storage = {item["name"] for origin in kept["origins"] for item in origin["localStorage"]}
    assert cookies <= {stored.name for stored in trackers.COOKIES}
    assert storage <= {stored.name for stored in trackers.STORAGE}


def left_in_redis(site: House) -> None:
    """Look at the names of what is in Redis."""
    with redis.Redis.from_url(site.live.url) as live:
        assert catalogue.undeclared_keys("redis-live", [key.decode() for key in live.scan_iter(count=1000)]) == []


@pytest.fixture
def axe() -> Path:
    """Return the accessibility checker's file."""
    file = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not file.exists():
        pytest.fail("axe-core is not installed: npm ci")
    return file
