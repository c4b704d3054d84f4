"""Somebody without a camera, or who refuses it, still meets somebody; each trouble has a sentence of its own."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

# What a machine without any device answers.
NO_DEVICES = """
navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException("Requested device not found", "NotFoundError"));
navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
"""


def go_on_without(visitor: Visitor) -> None:
    """Take the way on that the page offers when there is no camera."""
    trouble = visitor.page.locator("media-trouble")
    expect(trouble.or_(visitor.page.locator("chat-stage[data-state=seeking]")).first).to_be_visible()
    if not visitor.page.locator("chat-stage[data-state=seeking], chat-stage[data-state=talking]").count():
        visitor.press("text-only")


@pytest.mark.parametrize("who_waits", ["the one without", "the one with"])
def test_one_without_a_camera_sees_the_other(invite: Invite, who_waits: str) -> None:
    without, red = invite("blue"), invite("red")
    without.context.add_init_script(NO_DEVICES)
    for visitor in (without, red) if who_waits == "the one without" else (red, without):
        visitor.visit()
        visitor.start()
        if visitor is without:
            go_on_without(visitor)
        visitor.becomes("seeking", "connecting", "talking")

    without.becomes("talking")
    without.sees("red")
    expect(red.page.locator("[data-part=no-camera]")).to_be_visible()
    without.say("I have no camera")
    red.reads("I have no camera")


def test_a_refused_camera_has_its_own_sentence(invite: Invite) -> None:
    visitor = invite("asks", permissions=[])
    visitor.visit()
    visitor.start()
    trouble = visitor.page.locator("media-trouble")

    expect(trouble).to_be_visible()
    refused = trouble.locator("[data-part=what]").inner_text()
    assert refused
    nothing = invite("blue")
    nothing.context.add_init_script(NO_DEVICES)
    nothing.visit()
    nothing.start()
    expect(nothing.page.locator("media-trouble")).to_be_visible()
    assert nothing.page.locator("media-trouble [data-part=what]").inner_text() != refused


def test_who_refused_can_talk_by_text(invite: Invite) -> None:
    refuser, red = invite("asks", permissions=[]), invite("red")
    refuser.visit()
    refuser.start()
    go_on_without(refuser)
    red.visit()
    red.start()
    refuser.becomes("talking")

    red.becomes("talking")
    refuser.say("words will do")
    red.reads("words will do")
