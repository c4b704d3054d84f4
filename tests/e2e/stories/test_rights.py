"""Somebody in the Netherlands on a phone sees what is held, has a person look, and reads the answer."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.faults.house import House

pytestmark = pytest.mark.e2e

EMAIL, PASSWORD = "eva@chatear.example", "a goose in the attic"
MAKE = f"""
from django.utils import timezone
from accounts.models import Person, Profile
now = timezone.now()
person = Person(email="{EMAIL}", member_since=now, joined_at=now, last_seen_date=now.date(), language="nl")
person.set_password("{PASSWORD}")
person.save()
Profile.objects.create(person=person, country="NL")
"""
ANSWER = """
from django.utils import timezone
from privacy.models import RightsRequest
from privacy.services import answering
row = RightsRequest.objects.get(number="%(number)s")
text = "Een mens heeft gekeken: dat was onze fout."
answering.answer(request_id=row.pk, text=text, is_refusal=False, now=timezone.now())
"""


def run(site: House, script: str) -> None:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", script]
    subprocess.run(command, cwd=PROJECT, env=site.servers[0].environment, check=True)


@pytest.fixture(scope="module")
def eva(site: House) -> None:
    run(site, MAKE)


def sign_in(page: Page, address: str, wanted: str) -> None:
    page.goto(f"{address}/nl/account/login/?next={wanted}")
    form = page.locator("main form").first
    form.locator("[name=email]").fill(EMAIL)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button.primary").click()


def check(page: Page, axe: Path) -> None:
    """Look whether everybody can use the page, and whether it fits on a phone."""
    page.evaluate(axe.read_text())
    found = page.evaluate("axe.run().then((all) => all.violations.map((one) => `${one.id} ${one.nodes[0].html}`))")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_from_what_is_held_to_the_answer_of_a_person(invite: Invite, site: House, eva: None, axe: Path) -> None:
    phone = invite("red", viewport={"width": 360, "height": 740})
    page, address = phone.page, site.addresses[0]
    sign_in(page, address, "/nl/account/privacy/")
    expect(page.locator("#place, [name=place]").first).to_have_value("NL")
    page.locator("#held ~ details summary").first.click()
    expect(page.locator("#held ~ details[open] li").first).to_be_visible()
    check(page, axe)

    page.locator("section[aria-labelledby=human] a").click()
    page.locator("main form button.primary").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()
    page.locator("[name=words]").fill("Waarom moest ik gisteren een uur wachten?")
    check(page, axe)
    page.locator("main form button.primary").click()
    mine = page.locator("#requests ~ .rows li")
    expect(mine).to_have_count(1)
    number = mine.locator("bdi").inner_text()
    check(page, axe)

    run(site, ANSWER % {"number": number})
    page.goto(f"{address}/nl/account/privacy/")
    expect(mine).to_contain_text("dat was onze fout")
    expect(mine.locator("form")).to_have_count(0)
    check(page, axe)


def test_whoever_moves_to_california_opts_out_with_one_press(invite: Invite, site: House, eva: None, axe: Path) -> None:
    phone = invite("red", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page, address = phone.page, site.addresses[0]
    sign_in(page, address, "/nl/account/privacy/")
    page.locator("section[aria-labelledby=law] select").select_option("US-CA")
    page.locator("section[aria-labelledby=law] form.pick button").click()
    page.locator("form[action$='/ask/opt_out/'] button").click()

    expect(page.locator("#requests ~ .rows li")).to_have_count(2)
    page.goto(f"{address}/nl/account/choices/")
    expect(page.locator("main")).to_contain_text("nee")
