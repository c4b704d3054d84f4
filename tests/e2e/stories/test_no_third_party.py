"""Nobody else is asked for a byte before a visitor's own press (promises: COO-2, COO-3, COO-4; P-18, P-23; T71)."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from privacy import trackers
from tests.e2e.visitor import Visitor
from tests.faults.house import House
from tests.simulators.running import Running

pytestmark = pytest.mark.e2e

NECESSARY = {"csrftoken", "sessionid", "device", "messages", "language", "choices"}
STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@pytest.fixture(scope="module")
def others() -> Iterator[Running]:
    """Return the pretended companies."""
    running = Running("tests.simulators.third_parties")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def site(others: Running) -> Iterator[House]:
    """Return a site that has all of theirs switched on."""
    house = House(web=1, environment=others.environment)
    try:
        house.open()
        yield house
    finally:
        house.close()


@pytest.fixture
def tab(cameras: Any, site: House) -> Iterator[BrowserContext]:
    """Return a browser with a camera; all of its cookies are declared when it leaves."""
    camera: Browser = cameras("blue")
    with closing(camera.new_context(locale="en-GB")) as context:
        yield context
        kept = {cookie["name"] for cookie in context.cookies()}
        assert kept <= {stored.name for stored in trackers.COOKIES}, "Google's are gone with the yes"


@pytest.fixture
def visitor(tab: BrowserContext, site: House) -> Visitor:
    """Return somebody in that browser."""
    return Visitor(tab, site.addresses[0])


def asked(others: Running) -> list[dict[str, str]]:
    """Return what the pretended companies were asked since they run."""
    found: list[dict[str, str]] = httpx.get(f"{others.address}/asked").json()
    return found


def goes_through_the_site(visitor: Visitor) -> None:
    """Read, come in, and look for somebody."""
    for path in ("/en/policy/", "/en/cookies/", "/en/account/choices/"):
        visitor.page.goto(f"{visitor.address}{path}")
    visitor.visit()
    visitor.start()
    visitor.becomes("seeking", "connecting", "talking")


def answers(visitor: Visitor, page: str, words: str) -> None:
    """Press a button of the question about being counted, on a page that shows it."""
    visitor.page.goto(f"{visitor.address}{page}")
    visitor.page.get_by_role("button", name=words).last.click()


def test_before_a_yes_nothing_leaves_and_only_what_is_needed_is_kept(visitor: Visitor, others: Running) -> None:
    before = asked(others)
    goes_through_the_site(visitor)

    visitor.has_no_errors()
    assert asked(others) == before
    assert {cookie["name"] for cookie in visitor.context.cookies()} <= NECESSARY - {"choices"}
    assert visitor.page.evaluate(STORED) in ([], ["chatear.wish"])


def test_a_yes_lets_google_in_and_a_no_puts_it_out(visitor: Visitor, others: Running) -> None:
    visitor.page.goto(f"{visitor.address}/en/rules/")
    visitor.page.get_by_role("button", name="Yes to both").click()
    expect(visitor.page.locator("choices-bar")).to_be_hidden()
    assert visitor.foreign == []

    second = visitor.context.new_page()
    for page in (visitor.page, second):
        page.goto(f"{visitor.address}/en/policy/?secret=1")
        expect(page.locator("html[data-google-runs]")).to_be_attached()
    assert {"_ga", "_ga_PRETENDED"} <= {cookie["name"] for cookie in visitor.context.cookies()}

    answers(visitor, "/en/account/choices/", "No, don't count")
    expect(visitor.page.get_by_text("Your answer: no.")).to_be_visible()
    expect(visitor.page.locator("google-analytics:not([data-may-run])")).to_be_attached()
    assert not [cookie for cookie in visitor.context.cookies() if cookie["name"].startswith("_ga")]
    assert second.evaluate("window['ga-disable-G-PRETENDED']") is True, "another window stops as well"

    known = asked(others)
    visitor.foreign.clear()
    goes_through_the_site(visitor)
    assert asked(others) == known
    assert visitor.foreign == []


def test_google_learns_which_kind_of_page_and_no_more(visitor: Visitor, others: Running) -> None:
    answers(visitor, "/en/rules/", "Yes to both")
    expect(visitor.page.locator("choices-bar")).to_be_hidden()
    visitor.page.goto(f"{visitor.address}/en/policy/?secret=1#there")
    expect(visitor.page.locator("html[data-google-runs]")).to_be_attached()
    visitor.page.goto(f"{visitor.address}/en/account/choices/")

    hits = [parse_qs(one["query"]) for one in asked(others) if one["path"] == "g/collect"]
    assert hits[-1]["dl"] == [f"{visitor.address}/en/privacy/policy"]
    assert "secret" not in str(hits)
    assert '"ad_storage":"denied"' in hits[-1]["granted"][0]
    assert '"analytics_storage":"granted"' in hits[-1]["granted"][0]
    expect(visitor.page.locator("google-analytics[data-may-run]")).to_have_count(0)
    answers(visitor, "/en/account/choices/", "No, don't count")
    expect(visitor.page.get_by_text("Your answer: no.")).to_be_visible()


@pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
def test_a_browser_that_says_no_is_never_asked_nor_counted(visitor: Visitor, others: Running, header: str) -> None:
    """promise: COO-6"""
    visitor.context.set_extra_http_headers({header: "1"})
    visitor.context.add_cookies([{"name": "choices", "value": "google.yes+usage.yes", "url": visitor.address}])
    before = asked(others)
    goes_through_the_site(visitor)

    assert asked(others) == before
    assert visitor.foreign == []


@pytest.mark.parametrize(
    ("first", "second", "host"),
    [("Like on Facebook", "Go to Facebook", "www.facebook.com"), ("Tweet", "Go to Twitter (X)", "x.com")],
)
def test_a_button_of_others_takes_two_presses(
    visitor: Visitor, others: Running, first: str, second: str, host: str
) -> None:
    before = asked(others)
    visitor.page.goto(f"{visitor.address}/en/rules/")
    visitor.page.locator("summary", has_text=first).click()
    expect(visitor.page.get_by_text("it learns your internet address").locator("visible=true")).to_be_visible()
    assert asked(others) == before
    with visitor.context.expect_page() as opened:
        visitor.page.get_by_role("link", name=second).click()
    expect(opened.value.locator("h1")).to_have_text(host)

    (only,) = asked(others)[len(before) :]
    assert only["host"] == host
    assert "rules" not in only["query"], "what is shared is the first page"
    assert opened.value.evaluate("window.opener") is None
