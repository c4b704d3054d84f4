"""Changing the language in the middle of a form, and coming back to the one that was chosen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Invite
from tests.pages import left_over

pytestmark = pytest.mark.e2e

ADDRESS = "ann@chatear.example"
#: What stands in the stage now, without the devices, whose makers named them.
SAID = """
() => {
  const stage = document.querySelector("chat-stage").cloneNode(true);
  for (const list of stage.querySelectorAll("select, [data-value=devices]")) list.remove();
  return `<html lang="ar"><body>${stage.outerHTML}<p>${document.title}</p></body></html>`;
}
"""


def choose(page: Page, code: str) -> None:
    """Choose a language in the header."""
    page.locator("language-switch summary").click()
    page.locator(f"language-switch a[hreflang={code}]").click()
    expect(page.locator("html")).to_have_attribute("lang", code)


def test_what_was_typed_stays_when_the_language_changes_also_after_an_error(invite: Invite) -> None:
    visitor = invite("asks")
    page = visitor.page
    page.goto(f"{visitor.address}/en/account/register/")
    page.locator("input[type=email]").fill(ADDRESS)
    choose(page, "de")
    expect(page.locator("input[type=email]")).to_have_value(ADDRESS)
    page.locator("main form").first.locator("button.primary").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    page.locator("input[type=checkbox]").first.check()
    choose(page, "ar")

    expect(page).to_have_url(re.compile("/ar/account/register/$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("input[type=email]")).to_have_value(ADDRESS)
    expect(page.locator("input[type=checkbox]").first).to_be_checked()
    expect(page.locator(".errorlist")).to_have_count(0)


def test_the_language_that_was_chosen_is_the_one_of_the_next_visit(invite: Invite) -> None:
    visitor = invite("asks")
    page = visitor.page
    page.goto(f"{visitor.address}/en/rules/")
    assert visitor.context.cookies() == []
    choose(page, "fr")
    page.goto(f"{visitor.address}/")

    expect(page).to_have_url(re.compile("/fr/$"))
    assert "language" in {cookie.get("name") for cookie in visitor.context.cookies()}


def test_a_password_is_never_kept_for_another_page(invite: Invite) -> None:
    visitor = invite("asks")
    page = visitor.page
    page.goto(f"{visitor.address}/en/account/login/")
    page.locator("input[type=password]").fill("correct horse battery")
    page.evaluate(
        "() => document.querySelector('language-switch a').addEventListener('click', (e) => e.preventDefault())"
    )
    page.locator("language-switch summary").click()
    page.locator("language-switch a").first.click()

    assert "correct horse" not in page.evaluate("() => JSON.stringify(sessionStorage)")


def test_what_scripts_say_is_translated_too(invite: Invite) -> None:
    blue, red = invite("blue"), invite("red")
    found = {}

    def listen(state: str) -> None:
        blue.becomes(state)
        found[state] = left_over(blue.page.evaluate(SAID))

    blue.visit("/ar/")
    blue.start()
    listen("seeking")
    expect(blue.page.locator("[data-part=next-step]")).not_to_be_empty()
    listen("seeking")
    red.visit("/ar/")
    red.start()
    listen("talking")
    red.gets_acquainted()
    red.press("stop")
    listen("ended")
    blue.press("stop")
    listen("stopped")

    assert {state: words for state, words in found.items() if words} == {}
