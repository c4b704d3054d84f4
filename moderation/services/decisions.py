"""Deciding a case, by a person (promise: DAT-10, DAT-11; reliability P-25, P-26)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.db import transaction

from accounts.models import Person
from accounts.services import minors
from moderation import policy, selectors
from moderation.models import Case, Complaint, Decision, Evidence, Proposal
from privacy.models import LegalHold
from privacy.services.registers import release_holds_on

from . import bans, telling
from .cases import AlreadyDecided, HeldBySomebodyElse

Kind = Decision.Kind
#: For so long what was handed to child safety is kept, whatever else ends (18 U.S.C. 2258A: a year).
HELD_FOR: Final = timedelta(days=365)
#: What becomes of the complaints of a case.
OUTCOMES: Final = {
    Kind.DISMISSED: Complaint.Outcome.DISMISSED,
    Kind.WARNED: Complaint.Outcome.UPHELD,
    Kind.BANNED: Complaint.Outcome.UPHELD,
    Kind.REMOVED: Complaint.Outcome.UPHELD,
}


class NeedsSecond(Exception):
    """So long a ban needs a second person: it is proposed to them now."""


class DecidedByTheSamePerson(Exception):
    """Whoever decided first does not read what is said against it."""


class AboutThemselves(Exception):
    """Nobody decides about themselves."""


class MayNotBe(Exception):
    """This decision is not one that can be made: too long, without words, or by who may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a member of staff decides."""

    kind: str
    rule: str = ""
    length: timedelta = timedelta()
    reason: str = ""
    letter: str = ""
    bad_faith: Collection[int] = ()  # complaints that were made to harm


@transaction.atomic
def decide(*, case_id: int, by: Person, made: Made, now: datetime) -> Decision | None:
    """Decide a case; None where a second person is asked first.

    :raises AlreadyDecided, HeldBySomebodyElse, AboutThemselves, DecidedByTheSamePerson, MayNotBe: as they say
    :raises bans.StaffIsNotKeptOut: if it is about a colleague
    """
    case = _case_for(case_id, by, now)
    _check(made)
    if made.kind == Kind.BANNED and policy.needs_second(made.length):
        _propose(case, by, made, now)
        return None
    return _settle(case, by, None, made, now)


@transaction.atomic
def second(*, case_id: int, by: Person, now: datetime) -> Decision:
    """Agree to what a colleague has proposed.

    :raises DecidedByTheSamePerson: if it is one's own
    :raises MayNotBe: if there is no proposal any more
    """
    case = _case_for(case_id, by, now)
    proposal = Proposal.objects.filter(case=case).select_related("by").first()
    if proposal is None:
        raise MayNotBe
    if proposal.by_id == by.pk:
        raise DecidedByTheSamePerson
    made = Made(
        kind=Kind.BANNED,
        rule=proposal.rule,
        length=timedelta(days=proposal.days),
        reason=proposal.reason,
        letter=proposal.letter,
    )
    return _settle(case, proposal.by, by, made, now)


@transaction.atomic
def escalate(*, case_id: int, by: Person, reason: str, now: datetime) -> Decision:
    """Hand a case to child safety: nobody else sees it any more, and its pictures are held. promise: DAT-20

    :raises AlreadyDecided, HeldBySomebodyElse, AboutThemselves: as they say
    """
    case = _case_for(case_id, by, now)
    decision = Decision.objects.create(
        number=bans.new_number(),
        case=case,
        person=case.about,
        kind=Kind.ESCALATED,
        by=by,
        reason=reason,
        decided_at=now,
    )
    for picture in case.evidence.filter(state=Evidence.State.KEPT):
        LegalHold.objects.create(
            table=Evidence._meta.label,  # noqa: SLF001 - Django documents it
            row=str(picture.pk),
            authority="18 U.S.C. 2258A",
            reason=f"case {case.number}, child safety",
            set_by=by,
            set_at=now,
            ends_at=now + HELD_FOR,
        )
    case.state, case.urgency, case.held_by, case.held_until = Case.State.ESCALATED, 0, None, None
    case.save(update_fields=["state", "urgency", "held_by", "held_until"])
    return decision


def _case_for(case_id: int, by: Person, now: datetime) -> Case:
    case = Case.objects.select_for_update(of=("self",)).select_related("about").get(pk=case_id)
    if case.state not in Case.WAITING:
        raise AlreadyDecided
    if case.about_id == by.pk:
        raise AboutThemselves
    if case.held_by_id not in {None, by.pk} and case.held_until is not None and case.held_until > now:
        raise HeldBySomebodyElse
    if case.complaints.filter(outcome=Complaint.Outcome.WAITS, decided_by=by).exists():
        raise DecidedByTheSamePerson
    return case


def _check(made: Made) -> None:
    restricts = made.kind in {Kind.WARNED, Kind.BANNED}
    if made.kind not in OUTCOMES or (restricts and (made.rule not in policy.LADDER or not made.letter.strip())):
        raise MayNotBe
    if (made.kind == Kind.BANNED) != (timedelta() < made.length <= policy.LONGEST):
        raise MayNotBe


def _propose(case: Case, by: Person, made: Made, now: datetime) -> None:
    written = {"by": by, "rule": made.rule, "days": made.length.days, "reason": made.reason, "letter": made.letter}
    Proposal.objects.update_or_create(case=case, defaults=written | {"at": now})
    case.held_by = case.held_until = None
    case.save(update_fields=["held_by", "held_until"])


def _settle(case: Case, by: Person, seconded_by: Person | None, made: Made, now: datetime) -> Decision:
    person = case.about
    decision = Decision.objects.create(
        number=bans.new_number(),
        case=case,
        person=person,
        kind=made.kind,
        rule=made.rule,
        by=by,
        seconded_by=seconded_by,
        is_seconded=seconded_by is not None,
        reason=made.reason,
        letter=made.letter,
        language=person.language if person else "",
        decided_at=now,
        ends_at=now + made.length if made.length else None,
    )
    _end(case, by, made, now)
    if made.kind == Kind.BANNED:
        bans.enforce(decision, now=now)
    if made.kind in Decision.TOLD:
        telling.tell(decision=decision, now=now)
    if made.kind == Kind.REMOVED and person is not None:
        transaction.on_commit(partial(minors.remove, person_id=person.pk, now=now))
    return decision


def _end(case: Case, by: Person, made: Made, now: datetime) -> None:
    """Note the outcome in the case and its complaints; the minute since when it waited goes. promise: RET-7"""
    waiting = case.complaints.filter(outcome=Complaint.Outcome.WAITS)
    settled = {"decided_on": now.date(), "decided_by": by}
    waiting.filter(pk__in=made.bad_faith).update(outcome=Complaint.Outcome.BAD_FAITH, **settled)
    waiting.update(outcome=OUTCOMES[Kind(made.kind)], **settled)
    Proposal.objects.filter(case=case).delete()
    if case.state == Case.State.ESCALATED and made.kind == Kind.DISMISSED:  # child safety found nothing to report
        release_holds_on(table=Evidence._meta.label, rows=case.evidence.values_list("pk", flat=True), now=now)  # noqa: SLF001
    case.took = round((now - case.waits_since).total_seconds()) if case.waits_since else None
    case.state, case.decided_on, case.waits_since = Case.State.DECIDED, now.date(), None
    case.held_by = case.held_until = None
    case.save()


@transaction.atomic
def dismiss_all_of(*, complaint_id: int, by: Person, now: datetime) -> int:
    """Mark everything that one complainant has open as made in bad faith; return how many cases that ended.

    Only what this member of staff may decide about: see `selectors.open_of_same`.
    """
    theirs = list(selectors.open_of_same(complaint_id=complaint_id, staff_id=by.pk).select_for_update(of=("self",)))
    for complaint in theirs:
        complaint.outcome, complaint.decided_on, complaint.decided_by = Complaint.Outcome.BAD_FAITH, now.date(), by
    Complaint.objects.bulk_update(theirs, ["outcome", "decided_on", "decided_by"])
    cases = Case.objects.filter(pk__in={complaint.case_id for complaint in theirs}, state=Case.State.OPEN)
    over = list(cases.exclude(complaints__outcome=Complaint.Outcome.WAITS).select_for_update(of=("self",)))
    for case in over:
        _settle(case, by, None, Made(kind=Kind.DISMISSED), now)
    return len(over)


def note_seen(*, decision_id: int, now: datetime) -> None:
    """Note when somebody read first what was decided about them."""
    Decision.objects.filter(pk=decision_id, seen_at=None).update(seen_at=now)
