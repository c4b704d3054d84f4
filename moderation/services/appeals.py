"""Appeals: free, read by somebody else, answered within two days (`design/product.md`; reliability P-26)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import Person
from moderation.models import Appeal, Decision
from moderation.policy import ANSWERED_WITHIN, APPEAL_WITHIN

from . import bans, telling
from .decisions import DecidedByTheSamePerson, MayNotBe

LONGEST: Final = 4000


class NotToBeAppealed(Exception):
    """There is nothing to appeal against: too late, done before, or nothing that restricts anybody."""


@transaction.atomic
def file(*, decision_id: int, words: str, keeps_picture: bool, now: datetime) -> Appeal:
    """Have a decision looked at again by somebody else.

    :param keeps_picture: whether the picture stays until the answer, should the ban end before it
    :raises NotToBeAppealed: if that can't be
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    until = (decision.ends_at or decision.decided_at) + APPEAL_WITHIN
    if decision.kind not in Decision.TOLD or decision.overturned_at is not None or now >= until:
        raise NotToBeAppealed
    try:
        with transaction.atomic():
            return Appeal.objects.create(
                decision=decision,
                words=words.strip()[:LONGEST],
                keeps_picture=keeps_picture,
                filed_at=now,
                due_at=now + ANSWERED_WITHIN,
                first_id=decision.by_id,
            )
    except IntegrityError as error:
        raise NotToBeAppealed from error


@transaction.atomic
def answer(
    *, appeal_id: int, by: Person, outcome: str, words: str, now: datetime, ends_at: datetime | None = None
) -> Appeal:
    """Answer an appeal, and put right what was wrong.

    :raises DecidedByTheSamePerson: if whoever answers has decided, or seconded, before
    :raises MayNotBe: without words, with a new end that is not sooner, or if it was answered already
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=appeal_id)
    decision = appeal.decision
    if by.pk in _deciders(decision):
        raise DecidedByTheSamePerson
    shortens = outcome == Appeal.Outcome.SHORTENED
    if appeal.outcome != Appeal.Outcome.WAITS or outcome not in _ANSWERS or not words.strip():
        raise MayNotBe
    if shortens and (
        ends_at is None or decision.ends_at is None or not decision.decided_at < ends_at < decision.ends_at
    ):
        raise MayNotBe
    appeal.outcome, appeal.answer, appeal.answered_by, appeal.answered_at = outcome, words.strip()[:LONGEST], by, now
    appeal.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    if outcome == Appeal.Outcome.OVERTURNED:
        bans.overturn(decision_id=decision.pk, by=by.pk, now=now)
    elif shortens and ends_at is not None:
        bans.shorten(decision, ends_at=ends_at)
    decision.refresh_from_db()
    telling.tell_answer(appeal=appeal, now=now)
    return appeal


_ANSWERS: Final = frozenset({Appeal.Outcome.UPHELD, Appeal.Outcome.SHORTENED, Appeal.Outcome.OVERTURNED})


def _deciders(decision: Decision) -> set[UUID]:
    return {pk for pk in (decision.by_id, decision.seconded_by_id) if pk is not None}
