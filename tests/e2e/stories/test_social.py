"""Somebody signs in with Facebook, and says there what it may tell, or who they are."""

import contextlib

import psycopg2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.stories.test_every_page import PHONE, STICKS_OUT
from tests.faults.house import House
from tests.simulators.running import Running

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
TICKS = ["First name", "Last name", "Gender", "Age band", "E-mail address", "Place", "Profile photo"]


@pytest.fixture(scope="module")
def logins():
    running = Running("tests.simulators.logins")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def house(logins):
    """Return a site that has the keys of the pretended services."""
    house = House(web=1, environment=logins.environment)
    try:
        house.open()
        yield house
    finally:
        house.close()


@pytest.fixture
def page(house, cameras, axe):
    """Return a tab on a phone, which looks at each page of ours before anything is done there."""
    tab = cameras("asks").new_context(locale="en-GB", timezone_id="Europe/Amsterdam", viewport=PHONE)
    tab.add_init_script(path=axe)
    yield tab.new_page()
    tab.close()


def is_fit_for_everybody(page: Page) -> None:
    """Make sure that nothing sticks out of a phone, and that nobody is shut out of the page."""
    assert page.evaluate(STICKS_OUT) == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        violations = page.evaluate("() => axe.run()")["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:120]) for each in violations] == []


def rows(house: House, table: str) -> int:
    """Return how many rows a table has."""
    connection = psycopg2.connect(house.database)
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def at_facebook(page: Page, *, uid: str, says: str = "I allow it", declined: bool = False, **who: str) -> None:
    """Fill in the pretended Facebook's page."""
    expect(page.get_by_role("heading", name="Pretended Facebook")).to_be_visible()
    page.get_by_text("Who you are").click()
    for name, value in {"uid": uid, **who}.items():
        page.locator(f"input[name=who_{name}]").fill(value)
    if declined:
        for tick in page.get_by_role("checkbox").all():
            tick.uncheck()
    page.get_by_role("button", name=says).click()


def become_a_member(page: Page, house: House, *, uid: str) -> None:
    page.goto(f"{house.addresses[0]}/en/account/login/")
    is_fit_for_everybody(page)
    page.get_by_role("button", name="Go on with Facebook").click()
    at_facebook(page, uid=uid)
    expect(page.get_by_role("heading", name="Almost there")).to_be_visible()
    is_fit_for_everybody(page)
    page.get_by_label("I am 18 or older.").check()
    page.get_by_label("I accept the privacy policy.").check()
    page.get_by_role("button", name="Come in").click()
    expect(page.locator("chat-stage[data-ready]")).to_be_attached()


def ask_facebook(page: Page, house: House, *labels: str) -> None:
    page.goto(f"{house.addresses[0]}/en/account/sign-in/")
    is_fit_for_everybody(page)
    page.get_by_role("link", name="Fill my profile from Facebook").click()
    is_fit_for_everybody(page)
    for label in labels:
        page.get_by_label(label).check()
    page.get_by_role("button", name="Go on").click()


def test_with_everything_granted_what_is_kept_was_seen_before(page, house):
    become_a_member(page, house, uid="11")
    ask_facebook(page, house, *TICKS, "Time zone")
    at_facebook(page, uid="11", first_name="Anouk")

    expect(page.get_by_label("First name: Anouk")).to_be_checked()
    expect(page.get_by_label("Age band: 21+")).to_be_checked()
    expect(page.get_by_label("Time zone: Europe/Amsterdam")).to_be_checked()
    shown = page.get_by_role("img", name="The photo that came")
    assert shown.evaluate("(photo) => photo.naturalWidth") == 512
    assert rows(house, "accounts_socialitem") == 0
    is_fit_for_everybody(page)
    page.get_by_label("E-mail address: ann@example.org").uncheck()
    page.get_by_role("button", name="Keep").click()

    expect(page.get_by_text("Kept what you ticked.")).to_be_visible()
    expect(page.get_by_text("Anouk")).to_be_visible()
    is_fit_for_everybody(page)
    expect(page.get_by_text("ann@example.org")).to_have_count(0)
    assert rows(house, "accounts_socialitem") == len(TICKS)
    page.get_by_role("button", name="Delete First name").click()
    expect(page.get_by_text("Anouk")).to_have_count(0)


def test_with_everything_declined_nothing_comes_and_the_chat_works(page, house):
    become_a_member(page, house, uid="12")
    before = rows(house, "accounts_socialitem")
    ask_facebook(page, house, "Gender", "Age band", "Place")
    at_facebook(page, uid="12", declined=True)

    expect(page.get_by_text("Facebook told us nothing")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Nothing was stored.")).to_be_visible()
    assert rows(house, "accounts_socialitem") == before
    page.goto(f"{house.addresses[0]}/en/")
    expect(page.locator("[data-action=start]:visible").first).to_be_enabled()


def test_whoever_is_younger_than_18_is_removed_and_does_not_come_back(page, house):
    before = rows(house, "accounts_person"), rows(house, "accounts_device")
    become_a_member(page, house, uid="13")
    ask_facebook(page, house, "Age band")
    at_facebook(page, uid="13", age_min="13", age_max="17")

    expect(page.get_by_role("heading", name="Chatear is for adults")).to_be_visible()
    assert (rows(house, "accounts_person"), rows(house, "accounts_device")) == before
    assert rows(house, "social_auth_usersocialauth") == before[0]
    page.goto(f"{house.addresses[0]}/en/account/login/")
    page.get_by_role("button", name="Go on with Facebook").click()
    expect(page.get_by_role("heading", name="Chatear is for adults")).to_be_visible()


def test_telegrams_answer_behind_a_hash_comes_in(page, house):
    page.goto(f"{house.addresses[0]}/en/account/login/")
    page.get_by_role("button", name="Go on with Telegram").click()
    page.get_by_role("button", name="I allow it").click()

    expect(page.get_by_role("heading", name="Almost there")).to_be_visible()


def test_apples_form_from_another_site_comes_in(page, house):
    page.goto(f"{house.addresses[0]}/en/account/login/")
    page.get_by_role("button", name="Go on with Apple").click()
    page.get_by_role("button", name="I allow it").click()

    expect(page.get_by_role("heading", name="Almost there")).to_be_visible()
