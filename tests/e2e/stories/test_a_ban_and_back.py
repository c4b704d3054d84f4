"""From a meeting to a complaint, a decision by keys, the letter, an appeal, and back in the chat.

promise: DAT-10, DAT-11, RET-5
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.staff import staff_page
from tests.faults.house import House

pytestmark = pytest.mark.e2e


def test_from_a_meeting_to_a_ban_and_back(invite: Invite, site: House) -> None:
    ann, bob = invite("blue"), invite("red")
    for visitor in (ann, bob):
        visitor.visit()
        visitor.start()
    for visitor in (ann, bob):
        visitor.becomes("talking")
    expect(ann.page.locator("frame-keeper[data-kept]")).to_be_attached()
    bob.press("stop")  # gone before she complains
    ann.becomes("ended", "seeking")
    ann.press("stop")
    ann.page.locator("last-partners button").first.click()
    ann.page.locator("[data-reason=NUDITY]").click()
    expect(ann.page.get_by_role("heading", name="Thank you. A moderator reads it.")).to_be_visible()

    carl = invite("green")
    for visitor in (bob, carl):
        visitor.visit()
        visitor.start()
    carl.becomes("talking")

    desk = staff_page(invite, site, "mo", "MODERATOR")
    desk.goto(f"{site.addresses[0]}/admin/moderation/")
    desk.keyboard.press("s")
    expect(desk.locator(".evidence").first).to_be_visible()
    desk.keyboard.press("1")
    expect(desk.locator(".evidence img").first).to_be_visible()
    desk.locator("textarea[name=reason]").fill("Seen in the picture.")
    desk.locator("textarea[name=letter]").fill("You were naked.")
    desk.locator(".case-head").click()  # out of the field: keys are keys again
    desk.keyboard.press("b")
    expect(desk.get_by_text("Done.", exact=True)).to_be_visible()

    bob.becomes("excluded")
    carl.becomes("ended", "seeking")
    bob.page.goto(f"{bob.address}/en/excluded/")
    expect(bob.page.get_by_text("You were naked.")).to_be_visible()
    expect(bob.page.locator("count-down")).not_to_be_empty()
    bob.page.locator("textarea[name=words]").fill("It was my arm.")
    bob.page.get_by_role("button", name="Appeal").click()
    expect(bob.page.get_by_text("It was my arm.")).to_be_visible()

    senior = staff_page(invite, site, "sen", "SENIOR")
    senior.goto(f"{site.addresses[0]}/admin/moderation/")
    senior.locator("#appeals + ul a").first.click()
    expect(senior.get_by_text("It was my arm.")).to_be_visible()
    senior.locator("select[name=outcome]").select_option("OVERTURNED")
    senior.locator("textarea[name=words]").fill("You are right: it was your arm.")
    senior.get_by_role("button", name="Answer").click()
    expect(senior.get_by_text("Answered.")).to_be_visible()

    bob.page.reload()
    expect(bob.page.get_by_role("heading", name="We were wrong")).to_be_visible()
    expect(bob.page.get_by_text("You are right: it was your arm.")).to_be_visible()
    bob.visit()
    bob.start()
    bob.becomes("seeking", "talking")
