"""Two strangers meet. In each story the pixels of the partner's video are read, and they are the other's colour."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e


def meet(first: Visitor, second: Visitor) -> None:
    """Let two people find each other."""
    for visitor in (first, second):
        visitor.visit()
        visitor.start()
    for visitor in (first, second):
        visitor.becomes("talking")


def test_after_start_each_sees_the_other(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    meet(blue, red)

    blue.sees("red")
    red.sees("blue")
    blue.sees("blue", who="me")
    blue.has_no_errors()
    red.has_no_errors()


def test_after_next_one_sees_the_third(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    meet(blue, red)
    blue.sees("red")
    green = invite("green")
    green.visit()
    green.start()
    green.becomes("seeking")
    blue.next()

    blue.sees("green")
    green.sees("blue")
    red.becomes("ended", "seeking")


def test_when_the_partner_closes_the_tab_one_hears_why_and_meets_the_next(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    meet(blue, red)
    red.close()
    blue.becomes("ended", "seeking", within=5_000)
    green = invite("green")
    green.visit()
    green.start()

    blue.becomes("talking", within=30_000)
    blue.sees("green")
    green.sees("blue")


def test_text_goes_both_ways_and_typing_shows(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    meet(blue, red)
    blue.composer.press_sequentially("hallo")
    expect(red.page.locator("text-chat [data-part=typing]")).to_be_visible()
    blue.composer.press("Enter")
    red.reads("hallo")
    red.say("hey <b>you</b> :)")

    blue.reads("hey <b>you</b> :)")
    expect(red.page.locator("text-chat [data-part=typing]")).to_be_hidden()
    blue.has_no_errors()


def test_messages_are_gone_with_the_next(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    meet(blue, red)
    red.say("for you only")
    blue.reads("for you only")
    green = invite("green")
    green.visit()
    green.start()
    blue.next()
    blue.sees("green")

    expect(blue.page.get_by_text("for you only")).to_have_count(0)


def test_stop_frees_both_and_turns_the_camera_off(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    meet(blue, red)
    blue.press("stop")

    blue.becomes("stopped")
    red.becomes("ended", "seeking", within=5_000)
    assert blue.video("me").evaluate(
        "(video) => video.srcObject?.getTracks().every((track) => track.readyState === 'ended') ?? true"
    )


def test_a_second_tab_says_where_the_first_is_and_may_take_over(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    meet(blue, red)
    first, second = blue.page, blue.context.new_page()
    blue.watch(second)
    blue.visit()
    guard = second.locator("tab-guard dialog")
    if not guard.is_visible():
        blue.press("start")
    expect(guard).to_be_visible()
    guard.locator("[data-part=take]").click()

    expect(first.locator("chat-stage")).to_have_attribute("data-state", "stopped")
    red.becomes("ended", "seeking", within=5_000)
