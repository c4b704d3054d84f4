"""What everybody may know of moderation: in tens, so that no number tells of somebody (reliability T49)."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext

from accounts.suppression import LEAST, cells, pair, rounded
from privacy.drawing import bars

from .models import Case, Complaint, Decision, Evidence

YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """The last twelve months; None where it is fewer than ten, or would give such a number away."""

    complaints_by_reason: dict[str, int | None]
    complaints_by_month: dict[str, int | None]
    decisions: dict[str, int | None]  # automatic, and by people
    overturned: int | None
    median_hours: int | None  # from a case's beginning to its decision
    pictures_destroyed: int | None


def public(*, now: datetime) -> PublicNumbers:
    """Count the last twelve months."""
    since = (now - YEAR).date()
    complaints = Complaint.objects.filter(filed_on__gt=since)
    reasons = dict.fromkeys(Complaint.Reason.values, 0) | _counts(complaints, "reason")
    months = _counts(complaints.annotate(month=TruncMonth("filed_on")), "month")
    restricting = Decision.objects.filter(kind__in=Decision.TOLD, decided_at__gt=now - YEAR)
    by = {
        "automatic": restricting.filter(is_automatic=True).count(),
        "human": restricting.exclude(is_automatic=True).count(),
    }
    destroyed = Evidence.objects.filter(state=Evidence.State.DESTROYED, case__decided_on__gt=since).count()
    return PublicNumbers(
        complaints_by_reason=cells(reasons),
        complaints_by_month=cells({f"{month:%Y-%m}": count for month, count in sorted(months.items())}),
        decisions=cells(by),
        overturned=pair(sum(by.values()), restricting.filter(overturned_at__isnull=False).count()),
        median_hours=_median_hours(since),
        pictures_destroyed=rounded(destroyed) if destroyed >= LEAST else None,
    )


def part(now: datetime) -> dict[str, Any]:
    """Return moderation's part of the page of numbers."""
    numbers = public(now=now)
    labels = {str(reason.value): str(reason.label) for reason in Complaint.Reason}
    reasons = {labels[name]: count for name, count in numbers.complaints_by_reason.items()}
    return {
        "template": "moderation/numbers.html",
        "numbers": numbers,
        "least": LEAST,
        "reasons": reasons,
        "plots": [
            bars(title, [(name, count) for name, count in table.items() if count is not None])
            for title, table in (
                (gettext("Complaints by reason"), reasons),
                (gettext("Complaints by month"), numbers.complaints_by_month),
            )
            if any(count is not None for count in table.values())
        ],
    }


def for_machines(*, now: datetime) -> dict[str, Any]:
    """Return the same numbers for programs."""
    return asdict(public(now=now)) | {"least": LEAST, "months": 12}


def _counts(rows: Any, column: str) -> dict[Any, int]:
    return {row[column]: row["count"] for row in rows.values(column).annotate(count=Count("pk"))}


def _median_hours(since: Any) -> int | None:
    took = [case.took for case in Case.objects.filter(decided_on__gt=since).only("took") if case.took is not None]
    return max(1, round(median(took) / 3600)) if len(took) >= LEAST else None
