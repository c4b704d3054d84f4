"""Deciding many cases at once: a wave of adverts or of complaints made to harm (`design/product.md`, 'Bulk')."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import Person
from moderation import policy, words
from moderation.models import Case, Decision

from . import bans, cases, decisions

#: What stops one case and not the others.
REFUSALS = (
    cases.AlreadyDecided,
    cases.HeldBySomebodyElse,
    decisions.AboutThemselves,
    decisions.DecidedByTheSamePerson,
    bans.StaffIsNotKeptOut,
)


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a wave."""

    decided: int
    left: tuple[str, ...]  # numbers of the cases that could not be decided so


def decide_all(*, chosen: Sequence[Case], by: Person, made: decisions.Made, now: datetime) -> Ended:
    """Decide cases alike, each by itself: one that can't be is left, and everybody is told in their own language.

    :param made: without a letter; each gets the draft of theirs
    :raises decisions.MayNotBe: if it is longer than one may decide alone, or not for many at once
    """
    if made.kind not in {Decision.Kind.DISMISSED, Decision.Kind.WARNED, Decision.Kind.BANNED}:
        raise decisions.MayNotBe
    if policy.needs_second(made.length):
        raise decisions.MayNotBe
    left = []
    for case in chosen:
        try:
            decisions.decide(case_id=case.pk, by=by, made=replace(made, letter=_letter(case, made, now)), now=now)
        except REFUSALS:
            left.append(case.number)
    return Ended(len(chosen) - len(left), tuple(left))


def _letter(case: Case, made: decisions.Made, now: datetime) -> str:
    if made.kind == Decision.Kind.DISMISSED:
        return ""
    language = case.about.language if case.about else ""
    ends_at = now + made.length if made.length else None
    return words.draft(kind=made.kind, reason=made.rule, ends_at=ends_at, language=language)
