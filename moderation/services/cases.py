"""Cases: opened by a complaint or by a rule, read by one member of staff at a time."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from moderation import selectors
from moderation.models import Case, CaseNote, Complaint, Proposal
from moderation.policy import URGENCY
from privacy.services.letters import CLEAR

from . import looking

#: So long a case is one's own without a sign of life; then another may take it.
HELD_FOR: Final = timedelta(minutes=10)
NUMBER_LENGTH: Final = 8


class HeldBySomebodyElse(Exception):
    """A colleague is at this case."""


class AlreadyDecided(Exception):
    """The case was decided meanwhile."""


def open_about(*, person_id: UUID, reason: str, weight: int, now: datetime) -> Case:
    """Return the open case about somebody, a new one if there is none, locked for what is added to it.

    Two who come at once find the same one: the database lets there be one (`one_open_case_about_a_person`).
    """
    urgency = URGENCY[reason]
    case, is_new = Case.objects.select_for_update(of=("self",)).get_or_create(
        about_id=person_id,
        state__in=Case.WAITING,
        defaults={
            "number": new_number(),
            "urgency": urgency,
            "weight": weight,
            "opened_on": now.date(),
            "waits_since": now,
        },
    )
    if not is_new:
        case.urgency = min(case.urgency, urgency)
        case.weight += weight
        case.save(update_fields=["urgency", "weight"])
    return case


@transaction.atomic
def suspect(*, person_id: UUID, rule: str, facts: dict[str, Any], now: datetime) -> Case:
    """Have a person look at somebody whom a rule has noticed, with a picture from the source. promise: DAT-10

    :param rule: one of the reasons of `policy.Reason`
    :param facts: the rule's name and version, its signals and thresholds; noted in the case
    """
    case = open_about(person_id=person_id, reason=rule, weight=50, now=now)
    said = "; ".join(f"{name}: {value}" for name, value in sorted(facts.items()))
    CaseNote.objects.create(case=case, words=said[:2000], at=now)
    looking.ask(case=case, complaint=None, person_id=person_id, now=now)
    return case


@transaction.atomic
def take_next(*, staff_id: UUID, may_see_escalated: bool, now: datetime) -> Case | None:
    """Return the most urgent case that nobody is at, and make it one's own; nobody else gets it.

    What waits for a second person stands in a list of its own, and what one has decided before is for others.
    """
    free = Q(held_by=None) | Q(held_until__lte=now) | Q(held_by=staff_id)
    waiting = selectors.queue(staff_id=staff_id, sees_escalated=may_see_escalated).filter(free, proposal=None)
    decided_before = Complaint.objects.filter(outcome=Complaint.Outcome.WAITS, decided_by=staff_id)
    waiting = waiting.exclude(complaints__in=decided_before)
    case = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if case is not None:
        _hold(case, staff_id, now)
    return case


@transaction.atomic
def hold(*, case_id: int, staff_id: UUID, now: datetime) -> Case:
    """Make a case one's own for as long as one is at it; what one has proposed waits for somebody else.

    :raises HeldBySomebodyElse: if a colleague is at it
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if case.held_by_id not in {None, staff_id} and case.held_until is not None and case.held_until > now:
        raise HeldBySomebodyElse
    if case.state in Case.WAITING and not Proposal.objects.filter(case=case, by=staff_id).exists():
        _hold(case, staff_id, now)
    return case


def let_go(*, case_id: int, staff_id: UUID) -> None:
    """Leave a case to whoever comes next."""
    Case.objects.filter(pk=case_id, held_by=staff_id).update(held_by=None, held_until=None)


def note(*, case_id: int, staff_id: UUID, words: str, now: datetime) -> CaseNote:
    """Note something for colleagues."""
    return CaseNote.objects.create(case_id=case_id, by_id=staff_id, words=words, at=now)


def new_number() -> str:
    """Return a number that nobody confuses on the telephone."""
    return "".join(secrets.choice(CLEAR) for _ in range(NUMBER_LENGTH))


def _hold(case: Case, staff_id: UUID, now: datetime) -> None:
    case.held_by_id, case.held_until = staff_id, now + HELD_FOR
    case.save(update_fields=["held_by", "held_until"])
