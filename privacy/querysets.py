"""Filters over privacy's rows; none of them orders, counts or fetches."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from . import deadlines

if TYPE_CHECKING:
    from .models import LegalHold, RightsRequest  # noqa: F401 - ruff does not look into subscripts of bases


class LegalHoldQuerySet(QuerySet["LegalHold"]):
    """Filters that chain."""

    def standing(self, now: datetime) -> LegalHoldQuerySet:
        """Keep those that hold at a time."""
        return self.filter(released_at=None, ends_at__gt=now)

    def over(self, now: datetime) -> LegalHoldQuerySet:
        """Keep those that were released, or ended by themselves."""
        return self.filter(Q(released_at__isnull=False) | Q(ends_at__lte=now))


class RightsRequestQuerySet(QuerySet["RightsRequest"]):
    """Filters that chain."""

    def open(self) -> RightsRequestQuerySet:
        """Keep those that wait for an answer."""
        return self.filter(state__in=("CONFIRMED", "WORKING"))

    def due_within(self, days: int, now: datetime) -> RightsRequestQuerySet:
        """Keep those that are due in some days or less, by the calendar of their places; overdue ones, too."""
        due = Q(pk__in=())
        for law in deadlines.Law:
            due |= Q(law=law, due_date__lte=deadlines.day_of(law, now) + timedelta(days=days))
        return self.filter(due)

    def overdue(self, now: datetime) -> RightsRequestQuerySet:
        """Keep those whose last day is over without an answer."""
        return self.open().due_within(-1, now)
