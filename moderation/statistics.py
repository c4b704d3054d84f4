"""Numbers for the team: what waits, how it goes. Of people together, never of one moderator (`design/product.md`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count

from .models import Appeal, Case, Complaint, Decision

DAY = timedelta(days=1)
#: After so long a case has waited too long; minors and threats an hour, all others a day.
TARGETS = {0: timedelta(hours=1), 1: timedelta(hours=1)}
TARGET = DAY


@dataclass(frozen=True, slots=True)
class Team:
    """How the team does: the last day, and the last thirty for what needs many."""

    decided_in_a_day: int
    per_hour: float
    median_seconds: int | None
    appeals: int
    stood: int | None  # percent of the answered appeals in which the decision stood
    overturned: int | None  # percent of all decisions that restrict


def is_late(case: Case, now: datetime) -> bool:
    """Whether a case has waited longer than it should."""
    return case.waits_since is not None and now - case.waits_since > TARGETS.get(case.urgency, TARGET)


def waiting_by_reason() -> list[tuple[str, str, int]]:
    """Return the reasons for which complaints wait, in words too, and how many do; the most first."""
    waiting = Complaint.objects.filter(outcome=Complaint.Outcome.WAITS, case__state=Case.State.OPEN)
    counted = waiting.values_list("reason").annotate(count=Count("pk")).order_by("-count", "reason")
    return [(reason, str(Complaint.Reason(reason).label), count) for reason, count in counted]


def of_team(*, now: datetime) -> Team:
    """Return how the team does."""
    human = Decision.objects.filter(is_automatic=False)
    last_day = human.filter(decided_at__gt=now - DAY).count()
    took = Case.objects.filter(decided_on__gte=(now - 30 * DAY).date(), took__isnull=False)
    seconds = [case.took for case in took.only("took") if case.took is not None]
    answered = Appeal.objects.filter(answered_at__gt=now - 30 * DAY)
    stood = answered.filter(outcome=Appeal.Outcome.UPHELD).count()
    restricting = Decision.objects.filter(kind__in=Decision.TOLD, decided_at__gt=now - 30 * DAY)
    return Team(
        decided_in_a_day=last_day,
        per_hour=round(last_day / 24, 1),
        median_seconds=int(median(seconds)) if seconds else None,
        appeals=answered.count(),
        stood=_percent(stood, answered.count()),
        overturned=_percent(restricting.filter(overturned_at__isnull=False).count(), restricting.count()),
    )


def decided_by_hour(*, now: datetime) -> list[tuple[str, int]]:
    """Return how many cases were decided in each of the last 24 hours, the oldest first."""
    times = Decision.objects.filter(is_automatic=False, decided_at__gt=now - DAY).values_list("decided_at", flat=True)
    hours = [0] * 24
    for at in times:
        hours[23 - min(23, int((now - at).total_seconds() // 3600))] += 1
    return [(f"{(now - (23 - place) * timedelta(hours=1)):%H}", count) for place, count in enumerate(hours)]


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
