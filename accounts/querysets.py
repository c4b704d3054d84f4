"""Filters over people and what keeps them out; none of them orders, counts or fetches."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from .models import Exclusion


class ExclusionQuerySet(QuerySet["Exclusion"]):
    """Filters that chain."""

    def standing(self, now: datetime) -> ExclusionQuerySet:
        """Keep those that hold at a time."""
        return self.filter(began_at__lte=now, ends_at__gt=now)

    def ended(self, now: datetime) -> ExclusionQuerySet:
        """Keep those whose time is over."""
        return self.filter(ends_at__lte=now)

    def touching(self, *, person_id: UUID | None, device_id: int | None, address_hash: str) -> ExclusionQuerySet:
        """Keep those that name this person, this device or this address."""
        named = Q(pk__in=())
        if person_id is not None:
            named |= Q(person_id=person_id)
        if device_id is not None:
            named |= Q(device_id=device_id)
        if address_hash:
            named |= Q(address_hash=address_hash)
        return self.filter(named)
