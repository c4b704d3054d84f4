"""The page by itself: who may come in, what it asks for, and whether everybody can use it."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

PHONE = {"width": 360, "height": 640}
BEFORE_ENTRY = {"csrftoken"}  # cookies; the language is in the address
MOST_TABS = 60  # presses; more would be a page that nobody walks through


def see(blue: Visitor, red: Visitor) -> None:
    """Let two people meet."""
    for visitor in (red, blue):
        visitor.visit()
        visitor.start()
    blue.becomes("talking")
    red.becomes("talking")


def test_nobody_comes_in_without_saying_that_they_are_eighteen(invite: Invite) -> None:
    visitor = invite("blue")
    posted: list[str] = []
    visitor.page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    visitor.visit()
    visitor.press("start")
    entry = visitor.page.locator("entry-step dialog")
    entry.locator("input[name=policy]").check()
    entry.locator("[data-part=enter]").click()

    expect(entry).to_be_visible()
    expect(visitor.stage).to_have_attribute("data-state", "idle")
    assert not posted
    assert {cookie.get("name") for cookie in visitor.context.cookies()} <= BEFORE_ENTRY


def test_nothing_is_asked_of_anybody_else_and_nothing_is_refused(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    see(blue, red)
    blue.sees("red")
    blue.press("stop")
    blue.becomes("stopped")

    blue.has_no_errors()


def test_keys_do_what_the_list_says(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    see(blue, red)
    blue.sees("red")
    keys = blue.page.keyboard
    keys.press("m")
    expect(blue.button("microphone")).to_have_attribute("aria-pressed", "false")
    keys.press("v")
    expect(red.page.locator("[data-part=no-camera]")).to_be_visible()
    keys.press("t")
    expect(blue.composer).to_be_focused()
    keys.type("mv?")
    expect(blue.composer).to_have_value("mv?")
    expect(blue.button("microphone")).to_have_attribute("aria-pressed", "false")
    blue.composer.fill("")
    blue.composer.blur()
    keys.press("?")
    expect(blue.page.locator("key-list dialog")).to_be_visible()
    blue.page.locator("key-list [data-part=close]").click()

    blue.becomes("talking")


def test_escape_is_next_in_two_steps(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    see(blue, red)
    blue.sees("red")
    blue.gets_acquainted()
    blue.page.keyboard.press("Escape")
    expect(blue.page.locator("[data-action=next] .word-armed")).to_be_visible()
    blue.becomes("talking")
    blue.page.keyboard.press("Escape")

    blue.becomes("seeking")
    red.becomes("ended", "seeking")


def test_it_can_be_walked_through_with_the_keyboard_alone(invite: Invite) -> None:
    visitor = invite("blue")
    visitor.visit()
    keys = visitor.page.keyboard
    tab_to(visitor.page, "[data-action=start]")
    keys.press("Enter")
    expect(visitor.page.locator("entry-step dialog")).to_be_visible()
    for box in ("input[name=age]", "input[name=policy]"):
        tab_to(visitor.page, f"entry-step {box}")
        keys.press("Space")
    tab_to(visitor.page, "entry-step [data-part=enter]")
    keys.press("Enter")
    visitor.becomes("seeking")
    tab_to(visitor.page, "[data-action=stop]")
    keys.press("Enter")

    visitor.becomes("stopped")
    expect(visitor.button("start")).to_be_focused()


def tab_to(page: Page, what: str) -> None:
    """Press Tab until something has the focus.

    :raises AssertionError: if it never gets it
    """
    for _ in range(MOST_TABS):
        if page.locator(f"{what}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{what} cannot be reached")


def test_on_a_small_phone_start_is_in_sight_and_nothing_sticks_out(invite: Invite) -> None:
    blue, red = invite("blue", viewport=PHONE), invite("red")
    blue.visit()
    expect(blue.button("start")).to_be_in_viewport(ratio=1)
    fits(blue)
    blue.start()
    blue.becomes("seeking")
    fits(blue)
    red.visit()
    red.start()
    blue.becomes("talking")
    for action in ("next", "stop", "complain"):
        expect(blue.button(action)).to_be_in_viewport(ratio=1)

    fits(blue)


def fits(visitor: Visitor) -> None:
    """Make sure that the page is not wider than the screen.

    :raises AssertionError: if it is
    """
    wide, screen = visitor.page.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= screen, f"{wide} px on a screen of {screen}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_open_to_everybody(invite: Invite, axe: Path, scheme: str) -> None:
    blue, red = invite("blue", color_scheme=scheme), invite("red")
    blue.visit()
    troubles = {"idle": barriers(blue, axe)}
    blue.press("start")
    expect(blue.page.locator("entry-step dialog")).to_be_visible()
    troubles["entry"] = barriers(blue, axe)
    blue.page.keyboard.press("Escape")
    blue.start()
    blue.becomes("seeking")
    troubles["seeking"] = barriers(blue, axe)
    red.visit()
    red.start()
    blue.becomes("talking")
    blue.sees("red")
    troubles["talking"] = barriers(blue, axe)
    blue.press("stop")
    blue.becomes("stopped")
    troubles["stopped"] = barriers(blue, axe)

    assert not {state: found for state, found in troubles.items() if found}


def barriers(visitor: Visitor, axe: Path) -> list[str]:
    """Return what axe finds in the page as it stands, once its animations are over."""
    visitor.page.evaluate(
        "() => Promise.allSettled(document.getAnimations().map((each) => each.playState === 'running'"
        " && each.effect.getTiming().iterations !== Infinity ? each.finished : null))"
    )
    visitor.page.evaluate(axe.read_text())
    found: dict[str, Any] = visitor.page.evaluate("() => axe.run()")
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]
