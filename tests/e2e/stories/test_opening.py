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
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.becomes("talking")


@pytest.fixture
def blurred(invite: Invite) -> Visitor:
    """Return somebody whose meetings open blurred."""
    return opening_blurred(invite("blue"))


def opening_blurred(visitor: Visitor) -> Visitor:
    visitor.visit()
    visitor.page.locator("input[data-setting=blur]").check()
    return visitor


def test_before_a_clear_picture_one_agreement_is_enough(blurred: Visitor, invite: Invite) -> None:
    ann, bob = blurred, invite("red")
    bob.visit()
    meet(ann, bob)
    sees_clearly(bob, clear=False)
    sees_clearly(ann)
    expect(bob.page.locator("reveal-line")).to_be_hidden()

    expect(ann.button("reveal")).to_have_text("Clear my picture")
    ann.press("reveal")
    sees_clearly(bob)
    expect(ann.page.locator("[data-action=reveal]")).to_be_hidden()
    ann.page.keyboard.press("b")
    sees_clearly(bob, clear=False)
    assert ann.page.locator("input[data-setting=blur]").is_checked(), "the choice for other meetings stands"
    ann.has_no_errors()


def test_between_two_who_blur_it_takes_both_and_the_next_meeting_opens_blurred(
    blurred: Visitor, invite: Invite
) -> None:
    ann, bob = blurred, opening_blurred(invite("red"))
    meet(ann, bob)
    expect(ann.button("reveal")).to_have_text("Clear both pictures, if they agree")
    ann.press("reveal")
    expect(ann.button("reveal")).to_have_attribute("aria-pressed", "true")
    expect(bob.button("reveal")).to_have_text("They would clear both pictures. Agree?")
    sees_clearly(bob, clear=False)

    bob.press("reveal")
    sees_clearly(ann)
    sees_clearly(bob)

    carl = invite("green")
    carl.visit()
    bob.page.close()
    ann.becomes("ended", "seeking")
    meet(carl)
    ann.becomes("talking")
    sees_clearly(ann)
    sees_clearly(carl, clear=False)


def test_what_was_agreed_is_taken_back(blurred: Visitor, invite: Invite) -> None:
    ann, bob = blurred, opening_blurred(invite("red"))
    meet(ann, bob)
    for visitor in (ann, bob):
        visitor.press("reveal")
    sees_clearly(ann)

    bob.page.keyboard.press("b")
    sees_clearly(ann, clear=False)
    sees_clearly(bob, clear=False)
    expect(bob.button("reveal")).to_have_attribute("aria-pressed", "false")
