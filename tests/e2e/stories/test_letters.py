"""Somebody writes to the operator; their browser works for it meanwhile, and the answer stands on a page of its own.

promise: CON-1, DAT-6
"""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.faults.house import House

pytestmark = pytest.mark.e2e

ANSWER = """
from uuid import UUID
from django.utils import timezone
from accounts.models import Person
from privacy.models import Letter
from privacy.services import letters
row = Letter.objects.get(reference="{reference}")
staff = Person.objects.create_superuser("letters-{reference}@chatear.example", "a long enough password")
letters.answer(letter_id=row.pk, staff_id=staff.pk, body="We have looked at it.", root="", now=timezone.now())
print("proved" if row.is_proved else "unproved")
"""


def manage(site: House, program: str) -> str:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", program]
    environment = site.servers[0].environment
    run = subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True)
    return run.stdout.strip()


def test_a_letter_is_worked_for_answered_and_written_back_to(invite: Invite, site: House) -> None:
    page = invite("blue").page
    foreign = []
    page.on("request", lambda sent: foreign.append(sent.url) if site.addresses[0] not in sent.url else None)
    page.goto(f"{site.addresses[0]}/en/contact/")
    page.get_by_label("What you want to say").fill("Where is the button?")
    expect(page.locator("form[data-solved]")).to_have_count(1, timeout=30_000)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Your letter is here")).to_be_visible()
    reference = page.locator("strong bdi").inner_text()

    assert manage(site, ANSWER.format(reference=reference)) == "proved"
    page.reload()
    expect(page.get_by_text("We have looked at it.")).to_be_visible()
    page.get_by_label("Your words").fill("Thank you!")
    page.get_by_role("button", name="Write back").click()
    expect(page.locator("ol.thread li")).to_have_count(3)
    assert foreign == [], "nobody else is asked for anything"


def test_without_scripts_a_letter_comes_as_well(invite: Invite, site: House) -> None:
    page = invite("blue", java_script_enabled=False).page
    page.goto(f"{site.addresses[0]}/en/report-a-minor/")
    page.get_by_label("What makes you think so").fill("Said to be fifteen")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", name="Your letter is here")).to_be_visible()
