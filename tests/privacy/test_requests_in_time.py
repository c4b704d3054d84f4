"""No request by right is late unseen, and none is kept for longer than it must be. P-17; promise: RGT-4, RET-1"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.models import Person
from privacy import retention
from privacy.models import RightsRequest
from privacy.rules import Every
from privacy.services import answering, hand_over, requests
from privacy.steps import Leaving

from .asking import NOON, ask, ask_by_mail, delivered

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return Person.objects.create(email="ann@chatear.example", member_since=NOON)


@pytest.fixture
def guest():
    return Person.objects.create()


def test_staff_is_reminded_five_days_before_one_day_before_and_when_it_is_late(ann):
    row = ask(ann)
    delivered()
    told = []
    for days in range(35):
        mail.outbox.clear()
        for _ in range(2):
            answering.remind(now=NOON + timedelta(days=days))
        told += [days for message in delivered() if row.number in message.body]

    assert row.due_date == date(2026, 12, 23)
    assert told == [25, 29, 31]


def test_a_round_that_was_missed_is_made_good_in_one_mail(ann):
    row, answered = ask(ann), ask(ann)
    answering.answer(request_id=answered.pk, text="Yes.", is_refusal=False, now=NOON)
    delivered()
    mail.outbox.clear()
    answering.remind(now=NOON + timedelta(days=60))
    (message,) = delivered()

    assert row.number in message.body
    assert "overdue" in message.body
    assert answered.number not in message.body


@pytest.mark.parametrize(
    ("place", "now", "is_late"),
    [
        ("NL", datetime(2026, 12, 23, 23, 59, tzinfo=UTC), False),
        ("NL", datetime(2026, 12, 24, 0, 1, tzinfo=UTC), True),
        ("CA", datetime(2026, 12, 24, 7, 59, tzinfo=UTC), False),
        ("CA", datetime(2026, 12, 24, 8, 1, tzinfo=UTC), True),
    ],
)
def test_a_request_is_late_when_its_last_day_is_over_at_its_place(ann, place, now, is_late):
    ask(ann, "ACCESS", place)

    assert RightsRequest.objects.overdue(now).exists() == is_late


def test_what_a_guest_asked_is_the_members_who_they_turn_out_to_be(guest, ann):
    ask(guest)
    hand_over(guest_id=guest.pk, member_id=ann.pk)

    assert RightsRequest.objects.get().person == ann


def test_erasing_empties_requests_and_keeps_that_they_were_answered(ann):
    answered, erasing, asking = ask(ann), ask(ann, "ERASURE"), ask(ann)
    by_mail = ask_by_mail(email="ann@chatear.example", words="mine")
    answering.answer(request_id=answered.pk, text="Ann, yes.", is_refusal=False, now=NOON)
    requests.STEP.do(Leaving(people=(ann.pk,), emails=("ann@chatear.example",), now=NOON))
    rows = RightsRequest.objects.in_bulk()

    assert [rows[row.pk].state for row in (answered, erasing, asking, by_mail)] == [
        "ANSWERED",
        "ANSWERED",
        "WITHDRAWN",
        "WITHDRAWN",
    ]
    assert {(row.person, row.email, row.words, row.answer) for row in rows.values()} == {(None, "", "", "")}


def test_requests_go_two_years_after_the_answer_and_unproved_ones_after_thirty_days(ann):
    ask_by_mail()
    answering.answer(request_id=ask(ann).pk, text="Yes.", is_refusal=False, now=NOON)
    waiting, left = ask(ann), []
    for days in (29, 31, 729, 731):
        retention.run_due(every=Every.DAY, now=NOON + timedelta(days=days))
        left.append(RightsRequest.objects.count())

    assert left == [3, 2, 2, 1]
    assert RightsRequest.objects.get() == waiting, "what waits for an answer is never thrown away"


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "ANSWERED"},
        {"state": "LOST"},
        {"kind": "FORTUNE"},
        {"law": "NONE"},
        {"email": "ann@chatear.example"},
        {"confirmed_at": None},
        {"extension": "No day."},
        {"answer": "Before its time."},
        {"state": "ANSWERED", "ended_at": NOON, "answer": ""},
        {"state": "WITHDRAWN", "ended_at": NOON - timedelta(days=1)},
    ],
    ids=str,
)
def test_the_database_refuses_a_request_that_makes_no_sense(ann, changes):
    row = ask(ann)

    with pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.filter(pk=row.pk).update(**changes)
