"""How a meeting opens is one's own choice, and a picture clears when both agree (`design/product.md`, 6).

A blurred picture has no edge: the white bar in front of each camera's colour is what tells.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

#: Resolves with true as soon as the picture of a video is as sharp, or as soft, as it should be.
SHARPNESS = """
async (video, sharp) => {
  const [width, height] = [160, 120];
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const late = new Promise((resolve) => setTimeout(resolve, 15_000, "late"));
  const frame = () => new Promise((resolve) => video.requestVideoFrameCallback(() => resolve("frame")));
  while ((await Promise.race([frame(), late])) === "frame") {
    context.drawImage(video, 0, 0, width, height);
    const { data } = context.getImageData(0, height / 2, width, 1);
    const light = Array.from({ length: width }, (_, x) => data[4 * x] + data[4 * x + 1] + data[4 * x + 2]);
    const edge = Math.max(...light.slice(4).map((value, x) => Math.abs(value - light[x])));
    if (edge > 200 === sharp) return true;
  }
  return false;
}
"""


def sees_clearly(visitor: Visitor, *, clear: bool = True) -> None:
    """Look at the partner's picture until it is clear, or blurred."""
    assert visitor.video("partner").evaluate(SHARPNESS, clear), f"it never became {'clear' if clear else 'blurred'}"


def meet(*visitors: Visitor) -> None:
    """Let people find each other."""
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.becomes("talking")


def opening_with(opening: str, visitor: Visitor) -> Visitor:
    """Let somebody choose what their meetings open with."""
    visitor.visit()
    choice = visitor.page.locator(f"input[data-choice=opening][value={opening}]")
    visitor.page.locator("details", has=choice).locator("summary").click()
    choice.check()
    return visitor


def test_who_opens_blurred_clears_before_a_clear_picture_and_opens_blurred_again(invite: Invite) -> None:
    ann, bob, carl = opening_with("blurred", invite("blue")), invite("red"), invite("green")
    bob.visit()
    meet(ann, bob)
    sees_clearly(bob, clear=False)
    sees_clearly(ann)
    expect(bob.page.locator("partner-line")).to_contain_text("They have blurred their picture")
    expect(ann.page.locator("reveal-line")).to_contain_text("They see you blurred.")

    bob.press("reveal")
    expect(ann.page.locator("[data-part=announcer]")).to_have_text("They would like to see each other clearly.")
    sees_clearly(bob, clear=False)
    ann.press("reveal")
    sees_clearly(bob)
    for visitor in (ann, bob):
        expect(visitor.page.locator("reveal-line")).to_be_hidden()

    bob.close()
    carl.visit()
    meet(carl)
    ann.becomes("talking")
    sees_clearly(carl, clear=False)
    sees_clearly(ann)
    ann.has_no_errors()


def test_between_two_who_open_blurred_one_is_not_enough_and_it_can_be_taken_back(invite: Invite) -> None:
    ann, bob = (opening_with("blurred", invite(colour)) for colour in ("blue", "red"))
    meet(ann, bob)
    ann.press("reveal")
    expect(ann.button("reveal")).to_have_attribute("aria-pressed", "true")
    expect(ann.page.locator("[data-part=announcer]")).to_contain_text("Waiting for them.")
    expect(bob.page.locator("reveal-line")).to_contain_text("They would like to see each other clearly.")
    for visitor in (ann, bob):
        sees_clearly(visitor, clear=False)

    bob.page.keyboard.press("b")
    for visitor in (ann, bob):
        sees_clearly(visitor)
        expect(visitor.button("blur")).to_have_attribute("aria-pressed", "false")

    bob.page.keyboard.press("b")
    for visitor in (ann, bob):
        sees_clearly(visitor, clear=False)
    expect(bob.button("reveal")).to_have_attribute("aria-pressed", "false")
    expect(bob.page.locator("input[data-setting=blur]")).not_to_be_checked()


def test_who_opens_with_text_is_read_and_neither_seen_nor_heard_until_both_agree(invite: Invite) -> None:
    ann, bob = (opening_with("text", invite(colour)) for colour in ("blue", "red"))
    meet(ann, bob)
    ann.say("words first")
    bob.reads("words first")
    bob.say("as you like")
    ann.reads("as you like")
    ann.press("reveal")
    expect(bob.page.locator("reveal-line")).to_contain_text("They would like to see each other clearly.")
    for visitor in (ann, bob):
        expect(visitor.page.locator("[data-part=no-camera]")).to_be_visible()
        expect(visitor.page.locator("partner-line")).to_contain_text("They begin with text")
        assert visitor.video("partner").evaluate("({ videoWidth }) => videoWidth") == 0, "no picture has come"

    bob.press("reveal")
    ann.sees("red")
    bob.sees("blue")
    for visitor in (ann, bob):
        expect(visitor.page.locator("[data-part=no-camera]")).to_be_hidden()
        visitor.has_no_errors()


def test_the_choice_is_remembered(invite: Invite) -> None:
    ann = opening_with("text", invite("blue"))
    ann.visit()

    expect(ann.page.locator("[data-value=opening]")).to_have_text("Text only")
    expect(ann.page.locator("input[data-choice=opening][value=text]")).to_be_checked()
