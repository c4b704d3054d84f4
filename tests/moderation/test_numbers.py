"""The public numbers, and what moderation adds to a copy of somebody's data (promise: RGT-4; reliability T49, P-27)."""

import random
import secrets
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.utils import timezone

from accounts import suppression
from accounts.suppression import LEAST, STEP
from chatear import redis as servers
from moderation import export, numbers
from moderation.evidence import cabinet
from moderation.models import Appeal, Case, Complaint, Decision, Evidence
from moderation.pictures import draw
from moderation.policy import Reason
from moderation.services import looking
from tests.accounts.test_suppression import may_be_another
from tests.moderation.conftest import NOON, Talk, picture

NEXT_MONTH = NOON + timedelta(days=30)
MONTH = "2026-11"


def complaints(reason, count, *, day=NOON, took=7200):
    """Make so many complaints of a reason, each in a case that was decided in two hours."""
    cases = Case.objects.bulk_create(
        Case(number=secrets.token_hex(4), state="DECIDED", opened_on=day, decided_on=day, took=took)
        for _ in range(count)
    )
    Complaint.objects.bulk_create(
        Complaint(
            case=case,
            receipt_hash=secrets.token_hex(32),
            reason=reason,
            filed_on=day,
            outcome="UPHELD",
            decided_on=day,
        )
        for case in cases
    )


def warning(**changes):
    given = {"number": secrets.token_hex(4), "kind": "WARNED", "rule": "ADVERT", "letter": "x", "decided_at": NOON}
    return Decision.objects.create(**(given | changes))


def test_what_is_fewer_than_ten_is_not_shown_nor_what_would_give_it_away(db):
    complaints("NUDITY", 41)
    complaints("HATE", 3)
    complaints("ADVERT", 22)
    shown = numbers.public(now=NEXT_MONTH)

    assert shown.by_reason["HATE"] is None
    assert all(count is None or count >= 10 for count in shown.by_reason.values())
    assert sum(count is None for count in shown.by_reason.values()) != 1
    assert shown.in_all["complaints"] == 65


def test_the_month_that_is_under_way_is_in_none_of_them(db):
    """A number that changes with each complaint tells of whoever was here last (reliability T49)."""
    complaints("NUDITY", 20)
    for _ in range(20):
        warning()

    assert numbers.public(now=NOON).months == []
    assert numbers.public(now=NOON).in_all == dict.fromkeys(numbers.SERIES)
    assert numbers.public(now=NEXT_MONTH).by_month["complaints"] == {MONTH: 20}
    assert numbers.public(now=NEXT_MONTH).by_month["human"] == {MONTH: 20}


def test_twelve_months_and_no_more(db):
    complaints("NUDITY", 20, day=date(2026, 1, 31))
    complaints("NUDITY", 30, day=date(2025, 12, 31))
    shown = numbers.public(now=datetime(2027, 1, 1, tzinfo=UTC))

    assert shown.months == [f"2026-{month:02}" for month in range(1, 13)]
    assert shown.in_all["complaints"] == 20
    assert numbers.public(now=datetime(2027, 2, 1, tzinfo=UTC)).months == []


def test_how_long_it_takes_is_the_middle_of_ten_cases_at_least(db):
    complaints("NUDITY", 9)
    assert numbers.public(now=NEXT_MONTH).median_hours is None
    complaints("NUDITY", 1, took=400_000)
    assert numbers.public(now=NEXT_MONTH).median_hours == 2


def test_decisions_by_people_and_by_rules_appeals_and_what_was_taken_back(db):
    for number in range(30):
        is_automatic = number < 15
        made = warning(
            kind="PAUSED" if is_automatic else "WARNED",
            is_automatic=is_automatic,
            ends_at=NOON + timedelta(minutes=5) if is_automatic else None,
            overturned_at=NOON if number % 2 else None,
        )
        Appeal.objects.create(decision=made, words="x", filed_at=NOON, due_at=NOON)
    shown = numbers.public(now=NEXT_MONTH)

    assert (shown.in_all["automatic"], shown.in_all["human"], shown.in_all["appeals"]) == (15, 15, 30)
    assert shown.overturned == 15


# -- nothing can be worked out: 10,000 populations each, around ten, where it matters, and anywhere

SIZES = [0, 0, 1, 2, 8, 9, 10, 11, 19, 20, 21, 33, 60]
REASONS = [reason.value for reason in Reason]


def populations(names, count=10_000, least=1):
    dice = random.Random(20261123)
    for _ in range(count):
        yield {name: dice.choice(SIZES) for name in names[: dice.randint(least, len(names))]}


@pytest.mark.parametrize("names", [REASONS, [f"m{number}" for number in range(12)]], ids=["reasons", "months"])
def test_no_cell_can_be_worked_out_by_who_knows_how_many_there_are_in_all(names):
    """By reason and by month are two tables of the same complaints: one tells the other no more than their sum."""
    seen = set()
    for counts in populations(names, least=len(names) if names is REASONS else 1):
        key = tuple(sorted(counts.values()))
        if key in seen:  # which is which makes no difference
            continue
        seen.add(key)
        shown = suppression.cells(counts)
        assert all(count is None or (count >= LEAST and count % STEP == 0) for count in shown.values())
        for size in {counts[name] for name in counts if shown[name] is None}:
            cell = next(name for name in counts if counts[name] == size)
            assert may_be_another(counts, cell, suppression.cells), counts


def test_nor_a_month_from_what_was_published_before_and_after_it():
    """The year to October and the year to November differ by a month that came and one that went: by reason, twice."""
    dice = random.Random(7)
    for _ in range(10_000):
        stays, went, came = ({reason: dice.choice(SIZES) for reason in REASONS} for _ in range(3))
        before, after = published(stays, went), published(stays, came)
        for reason in (name for name in REASONS if came[name] < LEAST):
            assert any(
                min(*other_stays.values(), *other_went.values(), *other_came.values()) >= 0
                and published(other_stays, other_came) == after
                and published(other_stays, other_went) == before
                for other_stays, other_went, other_came in other_years(stays, went, came, reason)
            ), (stays, went, came, reason)


def published(stays, month):
    """Return what is shown of eleven months and one more by reason."""
    return suppression.cells({reason: stays[reason] + month[reason] for reason in REASONS})


def other_years(stays, went, came, reason):
    """Yield years in which the month that came had another number for a reason; few or none of the others differ."""
    for more, other in product((0, *range(-4, 5)), (1, -1, 2, -2, 3, -3, 4, -4)):
        yield (
            stays | {reason: stays[reason] + more},
            went | {reason: went[reason] - more},
            came | {reason: came[reason] + other},
        )
    for other, second, less in product((1, -1, *range(-9, 10)), REASONS, range(-4, 5)):
        if other and second != reason:
            changed = came | {reason: came[reason] + other}
            yield stays, went, changed | {second: came[second] - less}
            yield stays | {second: stays[second] - less}, went | {second: went[second] + less}, changed


def test_the_page_and_the_file_say_the_same(client, db):
    day = timezone.now().date().replace(day=1) - timedelta(days=1)
    complaints("NUDITY", 20, day=day)
    Evidence.objects.bulk_create(
        Evidence(case=case, source="AT_SOURCE", state="DESTROYED") for case in Case.objects.all()
    )
    answer = client.get("/numbers.json").json()
    page = client.get("/en/numbers/").content.decode()

    assert answer["in_all"]["pictures_destroyed"] == 20
    assert answer["by_month"]["complaints"] == {f"{day:%Y-%m}": 20}
    assert answer["least"] == 10
    assert "<dt>Pictures destroyed</dt><dd>20</dd>" in page
    assert "Complaints by month" in page
    assert "What is deleted when" in page


def test_where_nothing_was_yet_the_page_says_so(client, db):
    page = client.get("/en/numbers/").content.decode()

    assert "too few to be shown" in page
    assert 'class="plot"' not in page
    assert client.get("/numbers.json").json()["months"] == []


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
