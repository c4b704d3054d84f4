"""From a meeting to a complaint, a decision by keys, the letter, an appeal, and back in the chat.

promise: DAT-10, DAT-11, RET-5
"""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.faults.house import House

pytestmark = pytest.mark.e2e

SESSION = """
from time import time
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from accounts.models import Person
from accounts.views.opening import PROVED
from accounts.views.staff import IDLE, ON_DUTY
from privacy.roles import Role
now = timezone.now()
staff, _ = Person.objects.get_or_create(email="{name}@chatear.example", defaults=dict(is_staff=True, member_since=now))
staff.groups.set(Group.objects.filter(name=Role.{role}.value))
client = Client()
client.force_login(staff)
session = client.session
session[ON_DUTY] = time() + IDLE
session[PROVED] = time()
session.save()
print(session.session_key)
"""


def manage(site: House, program: str) -> str:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", program]
    environment = site.servers[0].environment
    return subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True).stdout


def staff_page(invite: Invite, site: House, name: str, role: str) -> Page:
    """Return a page of a member of staff who has proved both factors."""
    key = manage(site, SESSION.format(name=name, role=role)).strip()
    visitor = invite("green", viewport={"width": 1440, "height": 900})
    visitor.context.add_cookies([{"name": "sessionid", "value": key, "url": site.addresses[0]}])
    return visitor.page


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
