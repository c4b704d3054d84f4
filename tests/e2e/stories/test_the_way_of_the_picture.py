"""The picture takes the way it should, and finds a new one when that breaks."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.connections import gathered, names, record, routes
from tests.e2e.visitor import Visitor
from tests.fakes.coturn import Coturn

pytestmark = pytest.mark.e2e

RECONNECTED_WITHIN = 15_000  # milliseconds: the grace in which neither side is given away


@pytest.fixture
def relay(coturn: Coturn | None) -> Coturn:
    """Return the running relay."""
    if coturn is None:
        pytest.skip("turnserver is not installed; on Debian and Ubuntu: apt install coturn")
    return coturn


def come_hidden(invite: Invite, colour: str) -> Visitor:
    """Bring somebody who hides their IP address."""
    visitor = invite(colour)
    record(visitor.context)
    visitor.visit()
    visitor.page.locator("device-picker [data-setting=hide-ip]").check()
    visitor.start()
    return visitor


def test_without_hiding_the_way_is_direct(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    for visitor in (blue, red):
        record(visitor.context)
        visitor.visit()
        visitor.start()
    blue.becomes("talking")
    blue.sees("red")

    assert all("relay" not in ends for ends in routes(blue.page))
    assert routes(blue.page)


def test_who_hides_the_address_is_met_through_the_relay_only(invite: Invite, relay: Coturn) -> None:
    blue, red = come_hidden(invite, "blue"), come_hidden(invite, "red")
    blue.becomes("talking")
    red.becomes("talking")

    blue.sees("red")
    red.sees("blue")
    for visitor in (blue, red):
        assert set(routes(visitor.page)) == {("relay", "relay")}
        assert gathered(visitor.page) <= {"relay"}


def test_one_who_hides_still_meets_one_who_does_not(invite: Invite, relay: Coturn) -> None:
    hidden, red = come_hidden(invite, "blue"), invite("red")
    red.visit()
    red.start()
    hidden.becomes("talking")

    hidden.sees("red")
    red.sees("blue")
    assert {mine for mine, _theirs in routes(hidden.page)} == {"relay"}


def test_after_an_ice_restart_the_picture_is_back(invite: Invite, relay: Coturn) -> None:
    blue, red = come_hidden(invite, "blue"), come_hidden(invite, "red")
    blue.becomes("talking")
    blue.sees("red")
    red.sees("blue")
    before = names(blue.page)
    relay.kill()
    relay.start()  # it has forgotten both: only new allocations, so an ICE restart, can help
    blue.becomes("reconnecting")
    blue.becomes("talking", within=RECONNECTED_WITHIN)
    red.becomes("talking", within=RECONNECTED_WITHIN)

    blue.sees("red")
    red.sees("blue")
    assert [old for old, new in zip(before, names(blue.page), strict=False) if old and old != new], "no restart"
    blue.has_no_errors()


def test_a_network_is_tried_before_anybody_waits(invite: Invite, relay: Coturn) -> None:
    blue = invite("blue")
    blue.visit()
    test = blue.page.locator("connection-test")
    test.locator("button").click()

    expect(test.get_by_role("status")).to_have_text("Your network lets you connect directly.")
    blue.has_no_errors()


def test_a_network_that_reaches_no_server_lets_no_picture_through(invite: Invite, relay: Coturn) -> None:
    blue = invite("blue")
    blue.visit()
    nobody = {"ice_servers": [{"urls": ["stun:127.0.0.1:9"]}]}
    blue.page.route("**/ice/", lambda route: route.fulfill(json=nobody))
    test = blue.page.locator("connection-test")
    test.locator("button").click()

    expect(test.get_by_role("status")).to_contain_text("lets no picture through", timeout=20_000)
