"""Chromium and Firefox see each other."""

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import Invite
from tests.e2e.firefox import FirefoxVisitor, NoFirefox, firefox
from tests.fakes.network import NoNetwork, some_address
from tests.faults.house import House

pytestmark = pytest.mark.e2e


@pytest.fixture
def fox(site: House) -> Iterator[FirefoxVisitor]:
    """Return somebody with Firefox."""
    try:
        with some_address(), firefox(site.addresses[0]) as visitor:
            yield visitor
    except NoFirefox:
        pytest.skip("Firefox is not installed; on Debian and Ubuntu: apt install firefox-esr")
    except NoNetwork:
        pytest.skip("Firefox makes no calls over lo, there is no other address, and root is needed to make one")


def test_chromium_and_firefox_see_each_other(invite: Invite, fox: FirefoxVisitor) -> None:
    blue = invite("blue")
    fox.start()
    fox.becomes("seeking")
    blue.visit()
    blue.start()
    blue.becomes("talking")

    assert fox.sees("blue") == "blue"
    blue.sees("lit")  # Firefox's own test picture goes through all colours
