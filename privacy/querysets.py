"""Filters over privacy's rows; none of them orders, counts or fetches."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from .models import LegalHold  # noqa: F401 - ruff does not look into subscripts of bases


class LegalHoldQuerySet(QuerySet["LegalHold"]):
    """Filters that chain."""

    def standing(self, now: datetime) -> LegalHoldQuerySet:
        """Keep those that hold at a time."""
        return self.filter(released_at=None, ends_at__gt=now)

    def over(self, now: datetime) -> LegalHoldQuerySet:
        """Keep those that were released, or ended by themselves."""
        return self.filter(Q(released_at__isnull=False) | Q(ends_at__lte=now))
