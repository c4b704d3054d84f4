"""Complaining: the right case, what is proven, and never who met whom (promise: DAT-11, RET-4, RET-7)."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts import throttle
from matching import seals
from matching.models import Block
from moderation import pictures
from moderation.evidence import cabinet
from moderation.models import Case, Complaint, Evidence, Quote
from moderation.selectors import complaint_of
from moderation.services import complaints
from tests.moderation.conftest import NOON, Talk, picture

pytestmark = pytest.mark.usefixtures("cupboard", "redis_live")


def test_it_opens_a_case_about_the_one_whom_the_handle_stands_for(ann, bob):
    receipt = Talk(ann, bob).complain("THREAT", note="He said he would come.")
    complaint = complaint_of(receipt=receipt)

    assert complaint.case.about == bob
    assert (complaint.reason, complaint.note, complaint.outcome) == ("THREAT", "He said he would come.", "WAITS")
    assert (complaint.case.state, complaint.case.urgency) == ("OPEN", 1)


def test_what_comes_later_is_added_to_the_open_case_and_makes_it_no_less_urgent(ann, bob, come_in):
    Talk(ann, bob).complain("MINOR")
    Talk(come_in(), bob).complain("ADVERT")

    case = Case.objects.get()
    assert (case.complaints.count(), case.urgency, case.weight) == (2, 0, 200)


def test_the_two_never_meet_again(ann, bob):
    talk = Talk(ann, bob)
    talk.complain()

    assert Block.objects.filter(owner=ann).count() == 1


def test_no_row_holds_who_complained(ann, bob):
    """The accused stands in the case, the complainant nowhere: neither in a link nor in any column."""
    Talk(ann, bob).complain(frame=picture())
    for model in (Case, Complaint, Evidence, Quote):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            assert str(ann.pk) not in str(cursor.fetchall())


def test_no_row_tells_the_minute_of_a_talk_once_it_is_decided(ann, bob):
    complaint = complaint_of(receipt=Talk(ann, bob).complain())

    assert complaint.filed_on == NOON.date()
    clocks = [field.name for field in Complaint._meta.concrete_fields if field.get_internal_type() == "DateTimeField"]
    assert clocks == []


def test_only_proven_words_are_kept(ann, bob):
    talk = Talk(ann, bob).say(bob, "pay or I post it").say(ann, "leave me alone").say(bob, "pay")
    talk.said[2]["body"] = "something that was never said"
    talk.said[1] = {**talk.said[1], "body": None, "commit": seals.commitment("leave me alone")}
    talk.complain()

    lines = [(line.standing, line.said, line.heard) for line in Quote.objects.order_by("place")]
    assert lines == [("VERIFIED", "pay or I post it", ""), ("WITHHELD", "", ""), ("UNVERIFIED", "", "")]


def test_the_picture_that_was_seen_is_kept_sealed_and_one_is_asked_for_at_the_source(ann, bob, cupboard):
    Talk(ann, bob).complain(frame=picture("navy"))
    seen, asked = Evidence.objects.order_by("-state")[1], Evidence.objects.get(state="WAITS")
    about, jpeg = cabinet().read(seen.name)

    assert (seen.source, seen.state, about["width"]) == ("HANDED_IN", "KEPT", 320)
    assert jpeg.startswith(b"\xff\xd8")
    assert asked.source == "AT_SOURCE"
    assert all(b"JFIF" not in path.read_bytes() for path in cupboard.rglob("*") if path.is_file())


def test_a_complaint_is_taken_without_any_picture_and_on_a_full_disk(ann, bob, settings):
    settings.EVIDENCE_ROOT = "/proc/nowhere"  # nothing can be written there
    Talk(ann, bob).complain(frame=picture())

    assert Evidence.objects.get(source="HANDED_IN").state == "FAILED"
    assert Case.objects.get().state == "OPEN"


@pytest.mark.parametrize("minutes", [0, 14.9])
def test_for_a_quarter_of_an_hour(ann, bob, minutes):
    assert Talk(ann, bob).complain(now=NOON + timedelta(minutes=minutes))


def test_and_no_longer(ann, bob):
    with pytest.raises(seals.HandleExpired):
        Talk(ann, bob).complain(now=NOON + timedelta(minutes=15, seconds=1))


def test_a_handle_of_somebody_else_s_opens_no_case(ann, bob, come_in):
    talk = Talk(ann, bob)
    talk.holder = come_in()

    with pytest.raises(seals.HandleForged):
        talk.complain()
    assert not Case.objects.exists()


def test_of_one_meeting_one_complains_once(ann, bob):
    talk = Talk(ann, bob)
    talk.complain()

    with pytest.raises(complaints.AlreadyComplained):
        talk.complain("OTHER")
    assert Complaint.objects.count() == 1


def test_ten_thousand_complaints_fill_no_queue(ann, come_in):
    for _ in range(throttle.LIMITS["complaint"].burst):
        Talk(ann, come_in()).complain()

    with pytest.raises(throttle.TooOften):
        Talk(ann, come_in()).complain()


def test_about_somebody_who_is_gone_for_good(ann, bob):
    talk = Talk(ann, bob)
    bob.delete()
    complaint = complaint_of(receipt=talk.complain(note="words about bob"))

    assert (complaint.outcome, complaint.note, complaint.case.about) == ("GONE", "", None)


@pytest.mark.parametrize(
    ("frame", "refusal"),
    [
        (picture(size=(4000, 1001)), pictures.TooLarge),
        (picture(kind="PNG"), pictures.NoPicture),
    ],
)
def test_what_is_no_picture_of_ours_is_refused(ann, bob, frame, refusal):
    with pytest.raises(refusal):
        Talk(ann, bob).complain(frame=frame)
    assert not Complaint.objects.exists()


def test_who_was_mostly_wrong_weighs_next_to_nothing(ann, come_in):
    for _ in range(6):
        Talk(ann, come_in()).complain()
    Complaint.objects.update(outcome="DISMISSED", decided_on=NOON.date())

    assert complaints.weight_of(person=ann, now=NOON) < 20
    assert complaints.weight_of(person=come_in(), now=NOON) == 100


def test_an_outcome_can_be_contested_once(ann, bob):
    receipt = Talk(ann, bob).complain()
    Complaint.objects.update(outcome="DISMISSED", decided_on=NOON.date())
    Case.objects.update(state="DECIDED", waits_since=None, decided_on=NOON.date())
    complaints.contest(receipt=receipt, words="You did not look at the picture.", now=NOON)
    again = complaint_of(receipt=receipt)

    assert (again.outcome, again.case.state, again.contest) == ("WAITS", "OPEN", "You did not look at the picture.")
    Complaint.objects.update(outcome="DISMISSED", decided_on=NOON.date())
    with pytest.raises(complaints.NotToBeContested):
        complaints.contest(receipt=receipt, words="Again.", now=NOON)


# --- the page ---


@pytest.fixture
def talk(client, come_in):
    """Return a talk of the one who sits at this client."""
    ann, bob = come_in(now=timezone.now()), come_in(now=timezone.now())
    client.force_login(ann)
    return Talk(ann, bob, now=timezone.now())


def test_a_receipt_leads_to_a_page_that_tells_the_state(client, talk):
    response = client.post(
        "/complaints/", {"handle": talk.handle, "reason": "HATE", "messages": "[]", "frame": picture()}
    )

    assert response.status_code == 201
    page = client.get(response.json()["status_url"])
    assert page.status_code == 200
    assert str(talk.partner.pk) not in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"reason": "WHATEVER"}, 400),
        ({"handle": "x"}, 404),
        ({"handle": "\0"}, 404),
        ({"handle": "é" * 400}, 404),
        ({"messages": "{"}, 400),
        ({"messages": json.dumps([{"seq": 1}])}, 400),
        ({"messages": "[" * 100_000}, 400),
        ({"reason": "\0"}, 400),
    ],
)
def test_bad_input_gets_a_clear_answer(client, talk, sent, status):
    good = {"handle": talk.handle, "reason": "HATE", "messages": "[]"}
    response = client.post("/complaints/", good | sent, headers={"referer": "http://testserver/nl/"})

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]
    assert not Case.objects.exists()


def test_a_picture_of_twenty_thousand_pixels_is_refused_unpacked(client, talk):
    wide = picture(size=(16_000, 300))
    response = client.post("/complaints/", {"handle": talk.handle, "reason": "HATE", "frame": wide})

    assert response.status_code == 413


def test_who_has_not_come_in_has_met_nobody(client, db):
    assert client.post("/complaints/", {"handle": "x", "reason": "HATE"}).status_code == 401


def test_a_receipt_that_never_was_is_no_page(client, db):
    assert client.get("/en/complaints/abcdefghijklmnop/").status_code == 404
