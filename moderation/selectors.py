"""What moderation reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from . import pseudonyms
from .models import Appeal, Case, Complaint, Decision, Evidence, Quote
from .pictures import difference
from .policy import STRIKES_LAST

#: Bits in which two pictures of one scene differ at most, to be called similar; and how many are compared.
SAME: Final = 6
MOST_COMPARED: Final = 5000


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


def queue(*, sees_escalated: bool) -> QuerySet[Case]:
    """Return the cases that wait, the most urgent first."""
    states = Case.WAITING if sees_escalated else (Case.State.OPEN,)
    return Case.objects.filter(state__in=states).order_by("urgency", "-weight", "waits_since")


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


def appeals_waiting(*, staff_id: UUID) -> QuerySet[Appeal]:
    """Return the appeals that wait for somebody who did not decide, the first due first."""
    waiting = Appeal.objects.filter(outcome=Appeal.Outcome.WAITS).select_related("decision")
    mine = Q(decision__by=staff_id) | Q(decision__seconded_by=staff_id) | Q(decision__person=staff_id)
    return waiting.exclude(mine).order_by("due_at", "pk")


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a case beside itself: of the person, and of those who complained."""

    decisions: list[Decision]
    strikes: int
    by_same: dict[int, tuple[int, int]]  # by complaint: how many the same pseudonym made, and how many were upheld
    similar: list[Case]


def history_of(case: Case, *, rule: str, now: datetime) -> History:
    """Return what a moderator should know to decide a case."""
    mine = list(decisions_about(person_id=case.about_id)[:20]) if case.about_id else []
    counted = strikes(person_id=case.about_id, rule=rule, now=now) if case.about_id else 0
    return History(mine, counted, _by_same(case), similar_to(case))


def _by_same(case: Case) -> dict[int, tuple[int, int]]:
    found = {}
    for complaint in case.complaints.exclude(complainant=""):
        same = Complaint.objects.filter(complainant=complaint.complainant).exclude(pk=complaint.pk)
        found[complaint.pk] = (same.count(), same.filter(outcome=Complaint.Outcome.UPHELD).count())
    return found


def similar_to(case: Case) -> list[Case]:
    """Return other cases whose pictures show about the same scene: a hint, no more."""
    marks = [row.fingerprint for row in case.evidence.exclude(fingerprint="")]
    others = Evidence.objects.exclude(case=case).exclude(fingerprint="").select_related("case")
    alike = {row.case for row in others[:MOST_COMPARED] for mark in marks if difference(row.fingerprint, mark) <= SAME}
    return sorted(alike, key=lambda one: one.number)[:10]
