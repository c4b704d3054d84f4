"""How the service is used, as numbers of ten and more (promise: DAT-2; reliability T49, P-27)."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from . import suppression
from .models import PageView, Visit
from .suppression import Row


@dataclass(frozen=True, slots=True)
class Day:
    """One day: how many visits, and how many of them were not the first; None where that is not shown."""

    date: date
    visits: int | None
    returning: int | None

    @property
    def share(self) -> int | None:
        """Return how many of a hundred had come before."""
        return round(100 * self.returning / self.visits) if self.visits and self.returning is not None else None


@dataclass(frozen=True, slots=True)
class Usage:
    """What staff sees of a period."""

    days: list[Day]
    funnel: list[Row]
    countries: list[Row]
    browsers: list[Row]
    systems: list[Row]
    pages: list[Row]


def usage_of(*, days: int, now: datetime) -> Usage:
    """Return the numbers of the last whole days; the day that is under way would tell of whoever comes next."""
    end = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    begin = end - timedelta(days=days)
    # Whose data is to be kept and not used is in no number (reliability P-14).
    visits = Visit.objects.filter(began_at__gte=begin, began_at__lt=end, person__restricted_at=None)
    return Usage(
        days=_days(
            visits, _since_the_first(visits, [(begin + timedelta(days=number)).date() for number in range(days)])
        ),
        funnel=_funnel(visits),
        countries=suppression.ranking(_counted(visits, "country")),
        browsers=suppression.ranking(_without_versions(_counted(visits, "browser"))),
        systems=suppression.ranking(_without_versions(_counted(visits, "system"))),
        pages=_pages(visits),
    )


def _since_the_first(visits: QuerySet[Visit], days: list[date]) -> list[date]:
    """Return the days since anybody was counted: before that there is nothing to hide, nor to show."""
    first = visits.order_by("began_at").values_list("began_at", flat=True).first()
    return [day for day in days if first is not None and day >= first.astimezone(UTC).date()]


def _days(visits: QuerySet[Visit], days: list[date]) -> list[Day]:
    by_day = visits.annotate(day=TruncDate("began_at", tzinfo=UTC)).values("day")
    found = {row["day"]: row for row in by_day.annotate(n=Count("pk"), back=Count("pk", filter=Q(is_return=True)))}
    none: dict[str, Any] = {"n": 0, "back": 0}
    shown = suppression.cells({str(day): found.get(day, none)["n"] for day in days})
    return [
        Day(
            date=day,
            visits=shown[str(day)],
            returning=suppression.pair(found[day]["n"], found[day]["back"]) if shown[str(day)] is not None else None,
        )
        for day in days
    ]


def _funnel(visits: QuerySet[Visit]) -> list[Row]:
    came = visits.aggregate(
        talked=Count("pk", filter=Q(has_talked=True)),
        entered=Count("pk", filter=Q(has_talked=False, entered_at__isnull=False)),
        landed=Count("pk", filter=Q(has_talked=False, entered_at=None)),
    )
    ended = {name: came[name] for name in ("landed", "entered", "talked")}
    return [Row(name, count) for name, count in suppression.steps(ended).items()]


def _counted(visits: QuerySet[Visit], column: str) -> dict[str, int]:
    rows = visits.values(column).annotate(n=Count("pk")).order_by(column)
    return {row[column]: row["n"] for row in rows}


def _without_versions(counts: dict[str, int]) -> dict[str, int]:
    """Return counts by name alone: "Firefox 153" and "Firefox 152" are both Firefox."""
    merged: Counter[str] = Counter()
    for name, count in counts.items():
        family, _blank, version = name.rpartition(" ")
        merged[family if version.replace(".", "").isdigit() and family else name] += count
    return dict(merged)


def _pages(visits: QuerySet[Visit]) -> list[Row]:
    """Return in how many visits each kind of page was seen; a visit sees several, so that there is no sum."""
    rows = PageView.objects.filter(visit__in=visits).values("page").annotate(n=Count("visit", distinct=True))
    often = {row["page"]: suppression.rounded(row["n"]) for row in rows if row["n"] >= suppression.LEAST}
    return [Row(page, often[page]) for page in sorted(often, key=lambda page: (-often[page], page))]
