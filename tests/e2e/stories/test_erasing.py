"""Somebody has themselves erased on a phone: asks, stays after all, asks again, and is gone once the days are over."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor
from tests.faults.house import House

pytestmark = pytest.mark.e2e

EMAIL, PASSWORD = "dora@chatear.example", "a cow in the kitchen"
MAKE = f"""
from django.utils import timezone
from accounts.models import Person, Profile
now = timezone.now()
person = Person(email="{EMAIL}", member_since=now, joined_at=now, last_seen_date=now.date(), language="en")
person.set_password("{PASSWORD}")
person.save()
Profile.objects.create(person=person, name="Dora")
"""
LATER = """
from datetime import timedelta
from django.utils import timezone
from privacy.services import erasures
erasures.sweep(now=timezone.now() + timedelta(days={days}))
"""
LEFT = f"""
from accounts.models import Person
print(Person.objects.filter(email="{EMAIL}").count())
"""


def run(site: House, script: str) -> str:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", script]
    environment = site.servers[0].environment
    return subprocess.run(
        command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def dora(invite: Invite, site: House) -> Visitor:
    run(site, MAKE)
    return invite("red", viewport={"width": 360, "height": 740})


def sign_in(visitor: Visitor, wanted: str) -> None:
    visitor.page.goto(f"{visitor.address}/en/account/login/?next={wanted}")
    form = visitor.page.locator("main form").first
    form.locator("[name=email]").fill(EMAIL)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button.primary").click()


def check(visitor: Visitor, axe: Path) -> None:
    """Look whether everybody can use the page, and whether it fits."""
    visitor.page.evaluate(axe.read_text())
    found = visitor.page.evaluate("axe.run().then((all) => all.violations.map((one) => one.id))")
    assert found == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_asking_staying_asking_again_and_being_gone(dora: Visitor, site: House, axe: Path) -> None:
    page = dora.page
    sign_in(dora, "/en/account/erase/")
    expect(page.get_by_role("heading", name="This goes")).to_be_visible()
    page.get_by_text("Profile data").click()
    expect(page.get_by_text("name shown")).to_be_visible()
    check(dora, axe)
    page.get_by_role("button", name="Erase everything in 7 days").click()
    expect(page.locator(".notice")).to_contain_text("to be erased")
    check(dora, axe)

    page.goto(f"{dora.address}/en/account/profile/")
    page.get_by_role("button", name="I want to stay").click()
    expect(page.locator(".messages")).to_contain_text("You stay.")
    run(site, LATER.format(days=8))
    assert run(site, LEFT) == "1", "who stays is not erased"

    page.goto(f"{dora.address}/en/account/erase/")
    page.get_by_role("button", name="Erase everything in 7 days").click()
    expect(page.locator(".notice")).to_be_visible()
    page.goto(f"{dora.address}/en/account/profile/")
    page.locator(".account-nav form[action$='/logout/'] button").click()
    sign_in(dora, "/en/account/profile/")
    expect(page.locator(".messages")).to_contain_text("as you asked")

    run(site, LATER.format(days=6))
    assert run(site, LEFT) == "1"
    run(site, LATER.format(days=8))
    assert run(site, LEFT) == "0"
    page.goto(f"{dora.address}/en/account/profile/")
    expect(page).to_have_url(f"{dora.address}/en/account/login/")
    sign_in(dora, "/en/account/profile/")
    expect(page.locator(".errorlist, [role=alert]").first).to_be_visible()
    assert dora.foreign == []


def test_whoever_restricts_meets_nobody_until_they_lift_it(invite: Invite, axe: Path) -> None:
    guest = invite("blue", viewport={"width": 360, "height": 740})
    guest.visit()
    guest.start()
    guest.press("stop")
    page = guest.page
    page.goto(f"{guest.address}/en/account/restrict/")
    check(guest, axe)
    page.get_by_role("button", name="Keep it and do not use it").click()
    expect(page.locator(".notice")).to_contain_text("do not use it")
    check(guest, axe)

    guest.visit()
    guest.press("start")
    expect(page).to_have_url(f"{guest.address}/en/account/restrict/")
    page.get_by_role("button", name="Lift it").click()
    expect(page.locator(".messages")).to_contain_text("as it was before")
    page.get_by_role("button", name="Object News and offers by mail").click()
    expect(page.get_by_text("You are sent none.")).to_be_visible()
