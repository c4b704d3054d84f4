"""What moderation reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import OpenSession

from . import pseudonyms
from .models import Appeal, Case, CaseNote, Complaint, Decision, Evidence, Quote
from .pictures import difference
from .policy import STRIKES_LAST

#: Bits in which two pictures of one scene differ at most, to be called similar; and how many are compared.
SAME: Final = 6
MOST_COMPARED: Final = 5000
#: How far back cases are called similar because of a browser that people share.
SIMILAR_WITHIN: Final = timedelta(days=30)


def complaint_of(*, receipt: str) -> Complaint | None:
    """Return the complaint that a receipt stands for; None when it has run out."""
    found = Complaint.objects.filter(receipt_hash=pseudonyms.of_receipt(receipt)).exclude(
        complainant="", contested_on=None
    )
    return found.first()


def strikes(*, person_id: UUID, rule: str, now: datetime) -> int:
    """Return how often somebody has broken a rule before, as far as that still counts."""
    counted = Decision.objects.filter(person_id=person_id, kind__in=Decision.STRIKES, overturned_at=None)
    return counted.filter(rule=rule, decided_at__gt=now - STRIKES_LAST).count()


def decisions_about(*, person_id: UUID) -> QuerySet[Decision]:
    """Return what was decided about somebody and told to them, the newest first."""
    told = Decision.objects.filter(person_id=person_id, kind__in=Decision.TOLD)
    return told.select_related("appeal", "case").order_by("-decided_at", "pk")


def restriction_of(*, person_id: UUID, now: datetime) -> Decision | None:
    """Return the decision that keeps somebody out at a time, the one that does so longest."""
    standing = decisions_about(person_id=person_id).filter(ends_at__gt=now, overturned_at=None)
    return standing.order_by("-ends_at", "pk").first()


def complaints_by(*, person_id: UUID, now: datetime) -> QuerySet[Complaint]:
    """Return the complaints that somebody made in the last weeks: found by asking who they are, not by looking."""
    theirs = Complaint.objects.filter(complainant__in=pseudonyms.recent(person_id, now.date()))
    return theirs.order_by("-filed_on", "-pk")


def cases_for(*, staff_id: UUID, sees_escalated: bool) -> QuerySet[Case]:
    """Return the cases that somebody of staff may see: none about themselves.

    What is, or once was, with child safety stays with child safety, also when it is decided.
    """
    cases = Case.objects.exclude(about=staff_id)
    if sees_escalated:
        return cases
    return cases.exclude(state=Case.State.ESCALATED).exclude(decisions__kind=Decision.Kind.ESCALATED)


def queue(*, staff_id: UUID, sees_escalated: bool) -> QuerySet[Case]:
    """Return the cases that wait for somebody of staff, the most urgent first."""
    waiting = cases_for(staff_id=staff_id, sees_escalated=sees_escalated).filter(state__in=Case.WAITING)
    return waiting.order_by("urgency", "-weight", "waits_since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody of staff looks for among the cases that wait; empty is anything."""

    reason: str = ""  # one of `Complaint.Reason`, of a complaint that waits
    language: str = ""  # of whoever complains
    words: str = ""  # in lines that are proven, or in what a complainant or a colleague noted
    like: str = ""  # number of a case: that one, and those that seem to be of the same person


def wished(cases: QuerySet[Case], wish: Wish, *, now: datetime) -> QuerySet[Case]:
    """Return those of the cases that fit a wish."""
    complaints = Complaint.objects.filter(outcome=Complaint.Outcome.WAITS)
    if wish.reason:
        cases = cases.filter(pk__in=complaints.filter(reason=wish.reason).values("case"))
    if wish.language:
        cases = cases.filter(pk__in=complaints.filter(language=wish.language).values("case"))
    if wish.words:
        found = Q(quotes__said__icontains=wish.words) | Q(note__icontains=wish.words)
        noted = CaseNote.objects.filter(words__icontains=wish.words)
        cases = cases.filter(Q(pk__in=complaints.filter(found).values("case")) | Q(pk__in=noted.values("case")))
    if wish.like:
        first = cases.filter(number=wish.like).first()
        near = [first, *_alike(first, cases), *_of_one_browser(first, cases, now)] if first else []
        cases = cases.filter(pk__in=[case.pk for case in near])
    return cases


def open_of_same(*, complaint_id: int, staff_id: UUID) -> QuerySet[Complaint]:
    """Return what the complainant of a complaint has open, as far as a member of staff may decide about it.

    Nothing about that member of staff, nothing they have decided before, and nothing that is with child safety.
    """
    pseudonym = Complaint.objects.filter(pk=complaint_id).values_list("complainant", flat=True).first()
    if not pseudonym:
        return Complaint.objects.none()
    theirs = Complaint.objects.filter(complainant=pseudonym, outcome=Complaint.Outcome.WAITS)
    return theirs.filter(case__state=Case.State.OPEN).exclude(case__about=staff_id).exclude(decided_by=staff_id)


def keeps_out(*, person_id: UUID | None, device_id: int | None, until: datetime) -> Decision | None:
    """Return the decision that keeps somebody out until a time.

    Who is signed in reads what is about themselves alone: a browser may be lent. Without a session the browser leads.
    """
    if person_id is not None:
        named = Q(person=person_id)
    elif device_id is not None:
        named = Q(enforcements__exclusion__device=device_id)
    else:
        return None
    return Decision.objects.filter(named, ends_at=until, overturned_at=None).order_by("pk").first()


def own_lines(decision: Decision) -> QuerySet[Quote]:
    """Return what somebody wrote that was handed in, as far as it is proven; nothing of the other side."""
    lines = Quote.objects.filter(complaint__case=decision.case_id, complaint__case__isnull=False)
    return lines.exclude(said="").order_by("complaint", "place")


def decisions_for(*, staff_id: UUID, sees_escalated: bool) -> QuerySet[Decision]:
    """Return the decisions that somebody of staff may see: none about themselves, none of a case they may not see."""
    seen = Q(case=None) | Q(case__in=cases_for(staff_id=staff_id, sees_escalated=sees_escalated))
    return Decision.objects.filter(seen).exclude(person=staff_id)


def appeals_for(*, staff_id: UUID, sees_escalated: bool) -> QuerySet[Appeal]:
    """Return the appeals against decisions that somebody of staff may see."""
    return Appeal.objects.filter(decision__in=decisions_for(staff_id=staff_id, sees_escalated=sees_escalated))


def appeals_waiting(*, staff_id: UUID, sees_escalated: bool) -> QuerySet[Appeal]:
    """Return the appeals that wait for somebody who did not decide, the first due first."""
    waiting = appeals_for(staff_id=staff_id, sees_escalated=sees_escalated).filter(outcome=Appeal.Outcome.WAITS)
    mine = Q(decision__by=staff_id) | Q(decision__seconded_by=staff_id)
    return waiting.select_related("decision").exclude(mine).order_by("due_at", "pk")


@dataclass(frozen=True, slots=True)
class BySame:
    """What the complainant of one complaint has complained about besides, as far as their pseudonym tells."""

    others: int
    upheld: int
    open: int  # this one among them
    open_cases: int


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a case beside itself: of the person, and of those who complained."""

    decisions: list[Decision]
    strikes: int
    by_same: dict[int, BySame]  # by complaint
    similar: list[Case]
    same_browser: list[Case]


def history_of(case: Case, *, rule: str, staff_id: UUID, sees_escalated: bool, now: datetime) -> History:
    """Return what a moderator should know to decide a case; hints lead only to cases that they may see."""
    seen = cases_for(staff_id=staff_id, sees_escalated=sees_escalated).exclude(pk=case.pk)
    mine = list(decisions_about(person_id=case.about_id)[:20]) if case.about_id else []
    counted = strikes(person_id=case.about_id, rule=rule, now=now) if case.about_id else 0
    by_same = {one.pk: _by_same(one, staff_id) for one in case.complaints.exclude(complainant="")}
    return History(mine, counted, by_same, _alike(case, seen), _of_one_browser(case, seen, now))


def _by_same(complaint: Complaint, staff_id: UUID) -> BySame:
    same = Complaint.objects.filter(complainant=complaint.complainant).exclude(pk=complaint.pk)
    still_open = open_of_same(complaint_id=complaint.pk, staff_id=staff_id)
    return BySame(
        others=same.count(),
        upheld=same.filter(outcome=Complaint.Outcome.UPHELD).count(),
        open=still_open.count(),
        open_cases=still_open.values("case").distinct().count(),
    )


def _alike(case: Case, seen: QuerySet[Case]) -> list[Case]:
    """Return other cases whose pictures show about the same scene."""
    marks = [row.fingerprint for row in case.evidence.exclude(fingerprint="")]
    if not marks:
        return []
    others = Evidence.objects.filter(case__in=seen).exclude(fingerprint="").select_related("case").order_by("-pk")
    alike = {row.case for row in others[:MOST_COMPARED] for mark in marks if difference(row.fingerprint, mark) <= SAME}
    return sorted(alike, key=lambda one: one.number)[:10]


def _of_one_browser(case: Case, seen: QuerySet[Case], now: datetime) -> list[Case]:
    """Return cases of the last weeks about people who come with a browser of this person's."""
    if case.about_id is None:
        return []
    shared = OpenSession.objects.filter(device__open_sessions__person=case.about_id).exclude(person=case.about_id)
    recent = seen.filter(about__in=shared.values("person"), opened_on__gte=(now - SIMILAR_WITHIN).date())
    return list(recent.order_by("number")[:10])


def difference_of(case: Case) -> int | None:
    """Return in how many of 64 bits the newest pictures of both sources differ; None unless there are both."""
    kept = case.evidence.filter(state=Evidence.State.KEPT).order_by("-pk")
    seen, source = (
        kept.filter(source=source).first() for source in (Evidence.Source.HANDED_IN, Evidence.Source.AT_SOURCE)
    )
    return difference(seen.fingerprint, source.fingerprint) if seen and source else None
