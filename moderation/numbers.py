"""What everybody may know of moderation: in fives, and nothing that tells of somebody (reliability T49, P-27).

Whole months alone are counted. A number that changed with each complaint would tell of whoever was here last.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from statistics import median
from typing import Any, Final

from django.db.models import Count, Model, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext

from accounts.suppression import LEAST, cells, pair, rounded
from privacy.drawing import bars

from .models import Appeal, Case, Complaint, Decision, Evidence

MONTHS: Final = 12
#: What is counted by month: the rows, and the column with their day.
SERIES: Final[Mapping[str, tuple[type[Model], str, Q]]] = {
    "complaints": (Complaint, "filed_on", Q()),
    "human": (Decision, "decided_at", Q(kind__in=Decision.TOLD, is_automatic=False)),
    "automatic": (Decision, "decided_at", Q(kind__in=Decision.TOLD, is_automatic=True)),
    "appeals": (Appeal, "filed_at", Q()),
    "pictures_destroyed": (Evidence, "case__decided_on", Q(state=Evidence.State.DESTROYED)),
}


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """The last whole months; None where it is fewer than ten, or would give such a number away."""

    months: list[str]  # "2026-11", since the first of them in which there was anything
    by_month: dict[str, dict[str, int | None]]  # by series, then by month
    in_all: dict[str, int | None]  # by series
    by_reason: dict[str, int | None]  # complaints
    overturned: int | None  # of all decisions that restrict somebody
    median_hours: int | None  # from a case's beginning to its decision


def public(*, now: datetime) -> PublicNumbers:
    """Count the twelve months before the one that is under way."""
    months = _months(now)
    begin, end = months[0], now.astimezone(UTC).date().replace(day=1)
    counts = {name: _by_month(name, begin, end) for name in SERIES}
    first = min((month for found in counts.values() for month in found), default=end)
    shown = [month for month in months if month >= first]
    tables = {name: {f"{month:%Y-%m}": found.get(month, 0) for month in shown} for name, found in counts.items()}
    complaints = _between(Complaint.objects.all(), "filed_on", begin, end)
    reasons = {row["reason"]: row["count"] for row in complaints.values("reason").annotate(count=Count("pk"))}
    restricting = _between(Decision.objects.filter(kind__in=Decision.TOLD), "decided_at", begin, end)
    return PublicNumbers(
        months=[f"{month:%Y-%m}" for month in shown],
        by_month={name: cells(table) for name, table in tables.items()},
        in_all={name: _at_least(sum(table.values())) for name, table in tables.items()},
        by_reason=cells({reason: reasons.get(reason, 0) for reason in Complaint.Reason.values}),
        overturned=pair(restricting.count(), restricting.filter(overturned_at__isnull=False).count()),
        median_hours=_median_hours(begin, end),
    )


def for_machines(*, now: datetime) -> dict[str, Any]:
    """Return the same numbers for programs."""
    return {"least": LEAST} | asdict(public(now=now))


def part(now: datetime) -> dict[str, Any]:
    """Return moderation's part of the page of numbers, in the language that is on."""
    numbers = public(now=now)
    reasons = {str(label): numbers.by_reason[code] for code, label in Complaint.Reason.choices}
    names = [date_format(date.fromisoformat(f"{month}-01"), "YEAR_MONTH_FORMAT") for month in numbers.months]
    complaints = dict(zip(names, numbers.by_month["complaints"].values(), strict=True))
    plots = ((gettext("Complaints by reason"), reasons), (gettext("Complaints by month"), complaints))
    return {
        "template": "moderation/numbers.html",
        "numbers": numbers,
        "least": LEAST,
        "reasons": reasons,
        "rows": [
            (name, [numbers.by_month[series][month] for series in SERIES])
            for name, month in zip(names, numbers.months, strict=True)
        ],
        "plots": [_drawn(title, table) for title, table in plots if any(table.values())],
    }


def _drawn(title: str, table: Mapping[str, int | None]) -> tuple[str, str]:
    return title, bars(title, [(name, count) for name, count in table.items() if count is not None])


def _months(now: datetime) -> list[date]:
    """Return the first days of the last whole months, the oldest first."""
    this = now.astimezone(UTC).date()
    ordinals = range(this.year * 12 + this.month - 1 - MONTHS, this.year * 12 + this.month - 1)
    return [date(ordinal // 12, ordinal % 12 + 1, 1) for ordinal in ordinals]


def _between(rows: QuerySet[Any], column: str, begin: date, end: date) -> QuerySet[Any]:
    is_moment = column.endswith("_at")
    limits = [datetime.combine(day, time(), UTC) if is_moment else day for day in (begin, end)]
    return rows.filter(**{f"{column}__gte": limits[0], f"{column}__lt": limits[1]})


def _by_month(name: str, begin: date, end: date) -> dict[date, int]:
    model, column, only = SERIES[name]
    rows = _between(model._default_manager.filter(only), column, begin, end)  # noqa: SLF001 - Django documents it
    month = TruncMonth(column, tzinfo=UTC) if column.endswith("_at") else TruncMonth(column)
    counted = rows.annotate(month=month).values_list("month").annotate(count=Count("pk"))
    return {(month.date() if isinstance(month, datetime) else month): count for month, count in counted}


def _median_hours(begin: date, end: date) -> int | None:
    cases = _between(Case.objects.filter(took__isnull=False), "decided_on", begin, end)
    took = list(cases.values_list("took", flat=True))
    return max(1, round(median(took) / 3600)) if len(took) >= LEAST else None


def _at_least(count: int) -> int | None:
    return rounded(count) if count >= LEAST else None
