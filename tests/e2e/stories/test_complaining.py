"""Complaining from the page: about who is there, and about who is long gone; both pictures show the accused.

promise: DAT-11, RET-4
"""

import json
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import expect

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor
from tests.faults.house import House

pytestmark = pytest.mark.e2e

LAST_CASE = """
import json
from io import BytesIO
from PIL import Image
from moderation.evidence import cabinet
from moderation.models import Complaint, Evidence
complaint = Complaint.objects.order_by("-pk").first()
rows = complaint.evidence.order_by("source") if complaint else []
def colour(row):
    if not row.name or row.state != "KEPT":
        return row.state
    red, green, blue = Image.open(BytesIO(cabinet().read(row.name)[1])).convert("RGB").resize((1, 1)).getpixel((0, 0))
    return max((red, "red"), (green, "green"), (blue, "blue"))[1]
said = [(line.standing, line.said) for line in complaint.quotes.order_by("place")]
print(json.dumps({"reason": complaint.reason, "note": complaint.note, "said": said,
    "pictures": {row.source: colour(row) for row in rows}, "waits": rows.filter(state="WAITS").exists()}))
"""


def manage(site: House, program: str) -> Any:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", program]
    environment = site.servers[0].environment
    run = subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True)
    return json.loads(run.stdout)


def last_case(site: House) -> Any:
    """Return the newest complaint as it is kept, once its look has ended."""
    while (found := manage(site, LAST_CASE))["waits"]:
        pass  # each asking takes a second
    return found


@pytest.fixture
def talking(invite: Invite) -> tuple[Visitor, Visitor]:
    """Return two who talk: one before blue, one before red."""
    ann, bob = invite("blue"), invite("red")
    for visitor in (ann, bob):
        visitor.visit()
        visitor.start()
    for visitor in (ann, bob):
        visitor.becomes("talking")
    ann.sees("red")
    return ann, bob


def test_in_two_presses_and_both_pictures_show_the_accused(talking: tuple[Visitor, Visitor], site: House) -> None:
    ann, bob = talking
    bob.say("pay or I post it")
    ann.reads("pay or I post it")
    ann.press("complain")
    ann.page.locator("[data-reason=THREAT]").click()
    expect(ann.page.get_by_role("heading", name="Thank you. A moderator reads it.")).to_be_visible()

    bob.becomes("ended", "seeking")
    case = last_case(site)
    assert case["reason"] == "THREAT"
    assert case["said"] == [["VERIFIED", "pay or I post it"]]
    assert case["pictures"] == {"HANDED_IN": "red", "AT_SOURCE": "red"}

    with ann.context.expect_page() as opened:
        ann.page.locator("[data-part=receipt]").click()
    expect(opened.value.get_by_text("A moderator reads it. You will find the outcome here.")).to_be_visible()
    ann.has_no_errors()


def test_about_somebody_who_has_left_with_what_one_saw(talking: tuple[Visitor, Visitor], site: House) -> None:
    ann, bob = talking
    ann.say("my own words")
    bob.say("hello")
    ann.reads("hello")
    ann.gets_acquainted()
    expect(ann.page.locator("frame-keeper[data-kept]")).to_be_attached()
    bob.page.close()
    ann.becomes("ended", "seeking")
    ann.press("stop")
    ann.becomes("stopped", "idle")

    ann.page.locator("last-partners button").first.click()
    ann.page.get_by_text("Add a note").click()
    ann.page.locator("#complain-note").fill("He showed himself.")
    ann.page.locator("[data-reason=NUDITY]").click()
    expect(ann.page.get_by_role("heading", name="Thank you. A moderator reads it.")).to_be_visible()

    case = manage(site, LAST_CASE)
    assert (case["reason"], case["note"]) == ("NUDITY", "He showed himself.")
    assert case["pictures"]["HANDED_IN"] == "red"
    assert sorted(case["said"]) == [["VERIFIED", "hello"], ["WITHHELD", ""]], "one's own words are withheld by default"


def test_what_fails_loses_nothing_that_was_typed(talking: tuple[Visitor, Visitor]) -> None:
    ann, _ = talking
    ann.page.route("**/complaints/", lambda route: route.abort())
    ann.press("complain")
    ann.page.get_by_text("Add a note").click()
    ann.page.locator("#complain-note").fill("words")
    ann.page.locator("[data-reason=OTHER]").click()
    expect(ann.page.locator("complain-dialog [data-part=problem]")).to_contain_text("still here")
    assert ann.page.locator("#complain-note").input_value() == "words"

    ann.page.unroute("**/complaints/")
    ann.page.locator("[data-reason=OTHER]").click()
    expect(ann.page.get_by_role("heading", name="Thank you. A moderator reads it.")).to_be_visible()
