"""Somebody becomes a member, goes, forgets the password, and comes back: by nothing but pages and mails."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import redis
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Invite
from tests.e2e.visitor import TALKING_WITHIN, Visitor
from tests.faults.house import House

pytestmark = pytest.mark.e2e

ANN, FIRST, SECOND = "ann@chatear.example", "a horse in the cellar", "another horse upstairs"


@pytest.fixture(scope="module")
def site() -> Iterator[House]:
    """Return a running site with the worker that sends mails."""
    house = House(web=1, worker=True)
    try:
        house.open()
        yield house
    finally:
        house.close()


def fill(page: Page, **values: str) -> None:
    """Fill in fields by their names, then press the form's button."""
    form = page.locator("main form").first
    for name, value in values.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button.primary").click()


def mail(page: Page, subject: str) -> Locator:
    """Look into the mailbox until a mail has come."""
    found = page.get_by_role("article", name=subject)
    page.goto(f"{origin(page)}/mail/")
    for _ in range(TALKING_WITHIN // 250):
        if found.count():
            break
        page.wait_for_timeout(250)
        page.reload()
    return found.first


def follow(page: Page, letter: Locator) -> None:
    """Open the link of a mail in the page."""
    letter.locator("pre a[href*='/account/']").first.click()
    page.wait_for_url("**/account/**")


def origin(page: Page) -> str:
    """Return the site that a page is of."""
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def sign_in(visitor: Visitor, password: str) -> None:
    """Fill in the page for signing in."""
    visitor.page.goto(f"{visitor.address}/en/account/login/")
    fill(visitor.page, email=ANN, password=password)


def test_from_registering_to_coming_back_with_a_new_password(invite: Invite) -> None:
    ann = invite("red")
    page = ann.page
    page.goto(f"{ann.address}/en/account/register/")
    page.locator("[name=age]").check()
    page.locator("[name=policy]").check()
    fill(page, email=ANN, password=FIRST, birth_date="1990-05-17")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()

    follow(page, mail(page, "Confirm your e-mail address"))
    expect(page.locator("main")).to_contain_text(ANN)
    page.locator("main form button.primary").click()
    expect(page.locator(".messages")).to_contain_text("Your e-mail address is confirmed.")

    page.locator(".account-nav form[action$='/logout/'] button").click()
    expect(page.locator(".messages")).to_contain_text("You are signed out.")

    page.goto(f"{ann.address}/en/account/login/")
    page.get_by_role("link", name="I have forgotten my password").click()
    fill(page, email=ANN)
    follow(page, mail(page, "Set a new password"))
    fill(page, password=SECOND)
    expect(page.locator(".messages")).to_contain_text("Your new password holds.")

    sign_in(ann, FIRST)
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    sign_in(ann, SECOND)
    expect(page.locator("chat-stage[data-entered]")).to_be_attached()
    assert ann.foreign == []


def test_a_mail_is_shown_as_its_reader_would_have_it_and_its_link_leads_out_of_the_frame(invite: Invite) -> None:
    bob = invite("red")
    page = bob.page
    page.goto(f"{bob.address}/en/account/password/forgotten/")
    fill(page, email="bob@chatear.example")
    letter = mail(page, "There is no account with this address")
    letter.locator("summary").click()
    letter.frame_locator("iframe").get_by_role("link", name="Become a member").click()

    expect(page).to_have_url(f"{bob.address}/en/account/register/")
    assert bob.errors == []


def test_whom_a_guest_blocked_a_member_does_not_meet_in_another_browser_either(invite: Invite, site: House) -> None:
    dan, eve = invite("blue"), invite("red")
    for visitor in (dan, eve):
        visitor.visit()
        visitor.start()
    dan.becomes("talking")
    dan.press("complain")
    dan.page.locator("complain-dialog [data-part=block]").click()
    dan.becomes("ended", "stopped", "idle")
    become_a_member(dan.page, "dan@chatear.example")

    there = invite("blue")
    there.page.goto(f"{there.address}/en/account/login/")
    fill(there.page, email="dan@chatear.example", password=FIRST)
    eve.press("stop")
    forget_last_partners(site)  # what keeps them apart now is the block alone
    for visitor in (there, eve):
        visitor.visit()
        visitor.start()
        visitor.becomes("seeking")
    fay = invite("green")
    fay.visit()
    fay.start()
    fay.becomes("talking")

    assert "seeking" in {visitor.stage.get_attribute("data-state") for visitor in (there, eve)}, "they met each other"


def become_a_member(page: Page, email: str) -> None:
    """Register in a browser where somebody has come in as a guest, and confirm the address."""
    page.goto(f"{origin(page)}/en/account/register/")
    fill(page, email=email, password=FIRST, birth_date="1990-05-17")
    follow(page, mail(page, "Confirm your e-mail address"))
    page.locator("main form button.primary").click()
    expect(page.locator(".messages")).to_contain_text("Your e-mail address is confirmed.")


def forget_last_partners(site: House) -> None:
    """Empty what keeps people from meeting again within ten minutes."""
    with redis.Redis.from_url(site.live.url) as live:
        for key in live.scan_iter("met:*"):
            live.delete(key)
