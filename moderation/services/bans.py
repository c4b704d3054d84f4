"""Keeping somebody out because of a decision, and letting them in again (promise: DAT-10, RET-5)."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts import presence
from accounts.models import Exclusion, Person
from accounts.services import exclude_everywhere
from moderation.models import Decision, Enforcement
from moderation.policy import LONGEST_PAUSE
from moderation.signals import restriction_ended
from privacy.services.letters import CLEAR

NUMBER_LENGTH = 8


class StaffIsNotKeptOut(Exception):
    """A member of staff loses the role first, which an administrator does."""


def enforce(decision: Decision, *, now: datetime) -> None:
    """Keep the person of a decision out until its end, by account, browsers and, for a day, where they came from.

    :raises StaffIsNotKeptOut: if this is staff
    """
    if decision.person is None or decision.ends_at is None:
        return
    if decision.person.is_staff:
        raise StaffIsNotKeptOut
    made = exclude_everywhere(
        person_id=decision.person.pk,
        address_hash=presence.last_from(person_id=decision.person.pk),
        until=decision.ends_at,
        now=now,
    )
    Enforcement.objects.bulk_create(Enforcement(decision=decision, exclusion=exclusion) for exclusion in made)


def lift(decision: Decision) -> None:
    """Let somebody in again; what identifies them for this goes with it. promise: RET-5"""
    Exclusion.objects.filter(enforcement__decision=decision).delete()


def shorten(decision: Decision, *, ends_at: datetime) -> None:
    """Have it end sooner; what would have ended before that is left alone."""
    Exclusion.objects.filter(enforcement__decision=decision, ends_at__gt=ends_at).update(ends_at=ends_at)
    Decision.objects.filter(pk=decision.pk).update(ends_at=ends_at)


@transaction.atomic
def pause(
    *, person_id: UUID, rule: str, facts: dict[str, Any], letter: str, now: datetime, length: timedelta = LONGEST_PAUSE
) -> Decision | None:
    """Keep somebody out for minutes, by a rule alone; staff is left alone. promise: DAT-10; reliability P-25

    :param facts: the rule's name and version, its signals and thresholds: shown to the person
    """
    person = Person.objects.filter(pk=person_id, is_staff=False).first()
    if person is None:
        return None
    decision = Decision.objects.create(
        number=new_number(),
        person=person,
        kind=Decision.Kind.PAUSED,
        rule=rule,
        is_automatic=True,
        letter=letter,
        language=person.language,
        facts=facts,
        decided_at=now,
        ends_at=now + min(length, LONGEST_PAUSE),
    )
    enforce(decision, now=now)
    return decision


@transaction.atomic
def overturn(*, decision_id: int, by: UUID | None, now: datetime) -> Decision:
    """Take a decision back: the door opens, the strike goes, and who sold time may give it back. Twice is once."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    if decision.overturned_at is not None:
        return decision
    lift(decision)
    decision.overturned_at, decision.overturned_by_id = now, by
    decision.save(update_fields=["overturned_at", "overturned_by"])
    if decision.person_id is not None and decision.ends_at is not None:
        lost = min(now, decision.ends_at) - decision.decided_at
        restriction_ended.send(sender=Decision, person_id=decision.person_id, lost=lost)
    return decision


def new_number() -> str:
    """Return a number that nobody confuses on the telephone."""
    return "".join(secrets.choice(CLEAR) for _ in range(NUMBER_LENGTH))
