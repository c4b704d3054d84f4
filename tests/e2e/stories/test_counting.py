"""Whether visits may be counted: asked quietly, kept to, and seen by staff as plots."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from typing import Any, Final, Literal

import psycopg2
import pytest
from playwright.sync_api import Browser, expect

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor
from tests.faults.house import House

pytestmark = pytest.mark.e2e

SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")

STAFF = """
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from accounts.models import Person, Visit
at = timezone.now() - timedelta(days=1)
Visit.objects.bulk_create(Visit(began_at=at, last_at=at, country="NL", browser="Firefox 153") for _ in range(24))
person = Person.objects.create_superuser("analyst@chatear.example", "a long enough password")
client = Client()
client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
session = client.session
session["on-duty-until"] = timezone.now().timestamp() + 900
session.save()
print("session:" + client.cookies["sessionid"].value)
"""


def rows(site: House, query: str) -> list[tuple[Any, ...]]:
    """Ask the site's database."""
    with closing(psycopg2.connect(site.database)) as database, database, database.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def nobody_counted(site: House) -> None:
    """Begin with an empty table."""
    rows(site, "TRUNCATE accounts_visit CASCADE")


def answers(visitor: Visitor, words: str) -> None:
    """Press one of the two buttons, and see the question go."""
    visitor.page.get_by_role("button", name=words).click()
    expect(visitor.page.locator("choices-bar")).to_be_hidden()


def test_who_says_yes_is_counted_on_three_pages_and_how_long_they_were_open(
    invite: Invite, site: House, nobody_counted: None
) -> None:
    visitor = invite("blue")
    visitor.visit()
    answers(visitor, "Yes, count")
    for word in ("Rules", "Privacy", "Cookies"):
        visitor.page.get_by_role("link", name=word, exact=True).first.click()
        expect(visitor.page.locator("h1")).to_be_visible()
    visitor.page.goto("about:blank")

    seen = rows(site, "SELECT page FROM accounts_pageview ORDER BY id")
    assert seen == [("matching:chat",), ("privacy:rules",), ("privacy:policy",), ("privacy:cookies",)]
    assert rows(site, "SELECT count(*), bool_or(is_return) FROM accounts_visit") == [(1, False)]
    visitor.has_no_errors()


def test_who_says_no_is_not_counted_nor_asked_again(invite: Invite, site: House, nobody_counted: None) -> None:
    visitor = invite("blue")
    visitor.visit()
    answers(visitor, "No, don't count")
    visitor.page.goto(f"{visitor.address}/en/rules/")

    expect(visitor.page.locator("choices-bar")).to_have_count(0)
    assert rows(site, "SELECT count(*) FROM accounts_visit") == [(0,)]


def test_an_answer_is_changed_on_a_page_of_its_own(invite: Invite, site: House, nobody_counted: None) -> None:
    visitor = invite("blue")
    visitor.page.goto(f"{visitor.address}/en/rules/")
    answers(visitor, "Yes, count")
    visitor.page.get_by_role("contentinfo").get_by_role("link", name="What is counted").click()
    expect(visitor.page.get_by_text("Your answer: yes.")).to_be_visible()
    visitor.page.get_by_role("button", name="No, don't count").click()

    expect(visitor.page.get_by_text("Your answer: no.")).to_be_visible()
    assert rows(site, "SELECT count(*) FROM accounts_visit") == [(0,)]


def test_the_question_works_without_javascript(invite: Invite, site: House, nobody_counted: None) -> None:
    visitor = invite("blue", java_script_enabled=False)
    visitor.page.goto(f"{visitor.address}/en/rules/")
    visitor.page.get_by_role("button", name="Yes, count").click()

    expect(visitor.page.locator("h1")).to_have_text("Rules")
    expect(visitor.page.get_by_role("button", name="Yes, count")).to_have_count(0)


def test_a_first_talk_is_counted_without_the_other_and_nobody_is_asked_meanwhile(
    invite: Invite, site: House, nobody_counted: None
) -> None:
    blue, red = invite("blue"), invite("red")
    for visitor in (red, blue):
        visitor.visit()
    answers(blue, "Yes, count")
    with blue.page.expect_request("**/account/usage/"):
        for visitor in (red, blue):
            visitor.start()
        blue.becomes("talking")
    expect(red.page.locator("choices-bar")).to_be_hidden()
    blue.page.goto(f"{blue.address}/en/rules/")

    seen = rows(site, "SELECT entered_at IS NOT NULL, has_talked FROM accounts_visit")
    assert seen == [(True, True)]
    told = rows(site, "SELECT capabilities->>'webrtc' FROM accounts_device ORDER BY id DESC LIMIT 2")
    assert told == [("true",), ("true",)]
    blue.has_no_errors()


@pytest.fixture
def analyst(site: House, nobody_counted: None) -> str:
    """Return the session of a member of staff, a day after 24 visits."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", STAFF]
    environment = site.servers[0].environment
    run = subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True)
    return run.stdout.rpartition("session:")[2].strip()


def test_staff_sees_plots_and_their_tables_in_light_and_dark(
    site: House, analyst: str, cameras: Callable[[str], Browser]
) -> None:
    tab = cameras("blue").new_context(base_url=site.addresses[0])  # the admin's theme keeps things of its own
    with closing(tab):
        tab.add_cookies([{"name": "sessionid", "value": analyst, "url": site.addresses[0]}])
        visitor = Visitor(tab, site.addresses[0])
        visitor.page.goto("/admin/usage/")
        for scheme in SCHEMES:
            visitor.page.emulate_media(color_scheme=scheme)
            expect(visitor.page.locator("line-plot[data-drawn] canvas")).to_have_count(5)
        visitor.page.get_by_text("As a table").nth(2).click()
        expect(visitor.page.get_by_role("row", name="Netherlands")).to_contain_text("25")
        visitor.has_no_errors()
