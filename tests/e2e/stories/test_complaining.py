"""Complaining from the page: about who is there, and about who is long gone; both pictures show the accused.

promise: DAT-11, RET-4
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.staff import manage, staff_page
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
print(json.dumps({"case": complaint.case.number, "reason": complaint.reason, "note": complaint.note, "said": said,
    "pictures": {row.source: colour(row) for row in rows}, "waits": rows.filter(state="WAITS").exists()}))
"""

#: A client of one's own making: strangers see the camera, the receiver sees a green picture from nowhere.
FORGED = """
const plain = RTCPeerConnection.prototype.addTransceiver;
RTCPeerConnection.prototype.addTransceiver = function (track, init) {
  if (init?.direction !== "sendonly") return plain.call(this, track, init);
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
  const brush = canvas.getContext("2d");
  setInterval(() => {
    for (let x = 0; x < 320; x += 1) {
      brush.fillStyle = `rgb(0 ${(x * 255) / 320} 0)`;
      brush.fillRect(x, 0, 1, 240);
    }
  }, 40);
  return plain.call(this, canvas.captureStream(25).getVideoTracks()[0], init);
};
"""

COLOUR = """
(canvas) => {
  const small = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  small.getContext("2d").drawImage(canvas, canvas.width * 0.25, 0, canvas.width * 0.5, canvas.height, 0, 0, 1, 1);
  const [red, green, blue] = small.getContext("2d").getImageData(0, 0, 1, 1).data;
  return [[red, "red"], [green, "green"], [blue, "blue"]].sort((a, b) => b[0] - a[0])[0][1];
}
"""


def last_case(site: House) -> Any:
    """Return the newest complaint as it is kept, once its look has ended."""
    while (found := json.loads(manage(site, LAST_CASE)))["waits"]:
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

    case = json.loads(manage(site, LAST_CASE))
    assert (case["reason"], case["note"]) == ("NUDITY", "He showed himself.")
    assert case["pictures"]["HANDED_IN"] == "red"
    assert sorted(case["said"]) == [["VERIFIED", "hello"], ["WITHHELD", ""]], "one's own words are withheld by default"


def test_who_shows_the_receiver_another_picture_is_seen_to_do_so(invite: Invite, site: House) -> None:
    ann, bob = invite("blue"), invite("red")
    bob.context.add_init_script(FORGED)
    for visitor in (ann, bob):
        visitor.visit()
        visitor.start()
    for visitor in (ann, bob):
        visitor.becomes("talking")
    ann.sees("red")
    ann.press("complain")
    ann.page.locator("[data-reason=NUDITY]").click()
    expect(ann.page.get_by_role("heading", name="Thank you. A moderator reads it.")).to_be_visible()

    case = last_case(site)
    assert case["pictures"] == {"HANDED_IN": "red", "AT_SOURCE": "green"}
    desk = staff_page(invite, site, "mo", "MODERATOR")
    desk.goto(f"{site.addresses[0]}/admin/moderation/case/{case['case']}/")
    expect(desk.get_by_role("alert")).to_contain_text("They show different scenes")


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
    ann.page.get_by_role("button", name="Try again").click()
    expect(ann.page.get_by_role("heading", name="Thank you. A moderator reads it.")).to_be_visible()


def test_the_picture_is_shown_first_and_what_is_blurred_or_left_out_is_not_sent(
    talking: tuple[Visitor, Visitor],
) -> None:
    ann, _ = talking
    ann.press("complain")
    cover = ann.page.locator("frame-cover")
    assert cover.locator("canvas").evaluate(COLOUR) == "red"

    cover.get_by_role("button", name="Blur a part").click()
    cover.get_by_role("button", name="Top").click()
    expect(cover).to_contain_text("a part of it blurred")
    cover.get_by_role("button", name="Leave it out").click()
    expect(cover).to_contain_text("No picture goes with it.")
    with ann.page.expect_request("**/complaints/") as sent:
        ann.page.locator("[data-reason=OTHER]").click()
    assert b"frame.jpg" not in (sent.value.post_data_buffer or b"")
    expect(ann.page.get_by_role("heading", name="Thank you. A moderator reads it.")).to_be_visible()


def test_back_keeps_the_chat_and_nobody_is_met_while_one_complains(talking: tuple[Visitor, Visitor], axe: Path) -> None:
    ann, bob = talking
    dialog = ann.page.locator("complain-dialog dialog")
    ann.press("complain")
    ann.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(ann.button("complain")).to_be_focused()
    ann.becomes("talking")

    ann.press("complain")
    ann.page.evaluate(axe.read_text())
    assert ann.page.evaluate("axe.run('complain-dialog').then(({ violations }) => violations)") == []
    bob.press("stop")
    ann.becomes("ended")
    expect(ann.page.locator("end-card [data-part=auto]")).to_have_text(re.compile("^Take your time"))
    ann.page.get_by_role("button", name="Do not complain, only never meet again").click()
    expect(dialog).to_be_hidden()
    expect(ann.page.locator("end-card [data-action=complain]")).to_be_hidden()
    ann.becomes("ended")


def test_what_makes_one_press_next_is_kept(talking: tuple[Visitor, Visitor]) -> None:
    ann, _ = talking
    ann.next()
    ann.becomes("seeking")
    ann.page.locator("last-partners button").first.click()
    expect(ann.page.locator("frame-cover")).to_be_visible()
    assert ann.page.locator("frame-cover canvas").evaluate(COLOUR) == "red"


def test_after_a_panic_nothing_is_seen_again_unless_one_wants_to(talking: tuple[Visitor, Visitor]) -> None:
    ann, _ = talking
    ann.gets_acquainted()
    ann.page.keyboard.press("Shift+X")
    ann.becomes("stopped", "idle")
    cover = ann.page.locator("frame-cover[data-veiled]")
    expect(cover.locator("canvas")).to_be_visible()
    expect(ann.page.locator("complain-dialog dialog")).to_be_visible()
    cover.get_by_role("button", name="Look at it").click()
    expect(cover).to_have_count(0)
    ann.has_no_errors()
