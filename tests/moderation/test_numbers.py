"""The public numbers, and what moderation adds to a copy of somebody's data (promise: RGT-4; reliability T49)."""

import secrets
from datetime import timedelta

import pytest

from chatear import redis as servers
from moderation import export, numbers
from moderation.evidence import cabinet
from moderation.models import Case, Complaint, Decision, Evidence
from moderation.pictures import draw
from moderation.services import looking
from tests.moderation.conftest import NOON, Talk, picture


def complaints(reason, count, *, outcome="UPHELD"):
    """Make so many complaints of a reason, in cases that were decided within two hours."""
    for _ in range(count):
        case = Case.objects.create(
            number=secrets.token_hex(4), state="DECIDED", opened_on=NOON, decided_on=NOON, took=7200
        )
        Complaint.objects.create(
            case=case,
            receipt_hash=secrets.token_hex(32),
            reason=reason,
            filed_on=NOON,
            outcome=outcome,
            decided_on=NOON,
        )


def test_what_is_fewer_than_ten_is_not_shown(db):
    complaints("NUDITY", 40)
    complaints("HATE", 3)
    shown = numbers.public(now=NOON).complaints_by_reason

    assert shown["NUDITY"] is None or shown["NUDITY"] == 40
    assert shown["HATE"] is None
    assert all(count is None or count >= 10 for count in shown.values())


@pytest.mark.parametrize("sizes", [(40, 3, 12), (11, 9), (10, 10, 10), (100, 1), (9, 9), (0,), (25, 14, 2, 1)])
def test_nor_can_it_be_reckoned_from_the_others(db, sizes):
    """What is hidden is at least two numbers, so that no sum gives one away."""
    for reason, size in zip(("NUDITY", "HATE", "ADVERT", "MINOR"), sizes, strict=False):
        complaints(reason, size)
    shown = numbers.public(now=NOON).complaints_by_reason
    hidden = [name for name, count in shown.items() if count is None]

    assert len(hidden) != 1


def test_twelve_months_and_no_more(db):
    complaints("NUDITY", 20)
    later = NOON + timedelta(days=366)

    assert numbers.public(now=later).complaints_by_month == {}
    assert numbers.public(now=NOON).median_hours == 2


def test_decisions_by_people_and_by_rules(db):
    for number in range(30):
        is_automatic = number < 15
        Decision.objects.create(
            number=secrets.token_hex(4),
            kind="PAUSED" if is_automatic else "WARNED",
            rule="ADVERT",
            letter="x",
            is_automatic=is_automatic,
            decided_at=NOON,
            ends_at=NOON + timedelta(minutes=5) if is_automatic else None,
            overturned_at=NOON if number % 2 else None,
        )
    shown = numbers.public(now=NOON + timedelta(hours=1))

    assert shown.decisions == {"automatic": 15, "human": 15}
    assert shown.overturned == 15


def test_the_page_and_the_file_say_the_same(client, db):
    Evidence.objects.bulk_create(
        Evidence(
            case=Case.objects.create(number=f"C{n}", state="DECIDED", opened_on=NOON, decided_on=NOON),
            source="AT_SOURCE",
            state="DESTROYED",
        )
        for n in range(20)
    )
    answer = client.get("/numbers.json")
    page = client.get("/en/numbers/").content.decode()

    assert answer.json()["pictures_destroyed"] in {20, None}
    assert "Complaints and what followed" in page
    assert "What is deleted when" in page


@pytest.mark.usefixtures("cupboard", "redis_live")
def test_a_copy_holds_one_s_own_picture_and_scores_and_nothing_of_the_other_side(ann, bob):
    Talk(ann, bob).complain(frame=picture("red"))
    asked = Evidence.objects.get(state="WAITS")
    cabinet().keep(asked.name, draw(picture("navy")), taken_at=NOON.timestamp())
    looking.take_in(look_id=asked.name, outcome="taken", now=NOON)
    servers.live().hset(f"behaviour:{bob.pk}", mapping={"at": 0, "chats": 4, "left_fast": 1, "seconds": 80})

    (file,) = export.pictures(bob.pk)
    assert file.name == "complaint-1.jpg"
    assert list(export.pictures(ann.pk)) == []
    (figure,) = export.plots(bob.pk)
    assert dict(figure.bars)["Of them left at once by the other, %"] == 25
    assert all(not figure.bars for figure in export.plots(ann.pk))
