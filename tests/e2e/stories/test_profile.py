"""What somebody shows of themselves, and what they do not."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e


def picture() -> dict[str, object]:
    """Return a file as somebody picks it from their disk."""
    file = BytesIO()
    Image.new("RGB", (200, 200), "red").save(file, "JPEG")
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def fills_in(visitor: Visitor, *ticks: str) -> None:
    """Say one's name, two interests, and choose a photo; show what is ticked."""
    page = visitor.page
    page.goto(f"{visitor.address}/en/account/profile/")
    page.get_by_label("Name", exact=True).fill("Ann")
    page.get_by_label("Date of birth").fill("1990-05-17")
    page.locator("#add-interest").fill("film, cooking")
    page.locator("#add-interest").press("Enter")
    page.locator("input[type=file]").set_input_files(picture())
    for tick in ticks:
        page.get_by_label(tick, exact=True).check()
    page.get_by_role("button", name="Keep my profile").click()
    expect(page.get_by_role("img", name="Your photo")).to_be_visible()
    expect(page.locator(".chip")).to_have_count(2)


def meet(blue: Visitor, red: Visitor) -> None:
    """Let two people meet who have come in."""
    for visitor in (blue, red):
        visitor.visit()
        visitor.start()
    red.becomes("talking")


def test_a_partner_sees_what_is_ticked_and_nothing_else(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    blue.visit()
    blue.start()
    blue.becomes("seeking")
    fills_in(blue, "photo", "name")
    meet(blue, red)
    line = red.page.locator("partner-line")

    expect(line.get_by_text("Ann")).to_be_visible()
    expect(line.locator("img")).to_be_visible()
    assert line.locator("img").evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 512
    expect(line).not_to_contain_text("36")
    red.has_no_errors()


def test_a_partner_sees_nothing_of_a_profile_of_which_nothing_is_ticked(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    blue.visit()
    blue.start()
    blue.becomes("seeking")
    fills_in(blue)
    meet(blue, red)
    line = red.page.locator("partner-line")

    expect(line.get_by_text("connected")).to_be_visible()
    expect(line).not_to_contain_text("Ann")
    expect(line.locator("img")).to_be_hidden()
