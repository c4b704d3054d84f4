"""Filters over people and what keeps them out; none of them orders, counts or fetches."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from .models import Exclusion, Person  # noqa: F401 - ruff does not look into subscripts of bases


class PersonQuerySet(QuerySet["Person"]):
    """Filters that chain."""

    def guests(self) -> PersonQuerySet:
        """Keep those who could not come back with another browser."""
        return self.filter(member_since=None, is_staff=False)

    def members(self) -> PersonQuerySet:
        """Keep those who can come back with any browser, and are no staff."""
        return self.filter(member_since__isnull=False, is_staff=False)

    def unrestricted(self) -> PersonQuerySet:
        """Keep those whose data may be used, as all may but who asked that it is not (reliability P-14)."""
        return self.filter(restricted_at=None)

    def last_seen_before(self, day: date) -> PersonQuerySet:
        """Keep those who have not come since a day."""
        return self.filter(last_seen_date__lt=day)

    def free(self, now: datetime) -> PersonQuerySet:
        """Keep those whom nothing keeps out at a time, by themselves or by a device of theirs."""
        named = Q(exclusions__ends_at__gt=now) | Q(devices__exclusions__ends_at__gt=now)
        return self.exclude(pk__in=self.model.objects.filter(named).values("pk"))


class ExclusionQuerySet(QuerySet["Exclusion"]):
    """Filters that chain."""

    def standing(self, now: datetime) -> ExclusionQuerySet:
        """Keep those that hold at a time."""
        return self.filter(began_at__lte=now, ends_at__gt=now)

    def ended(self, now: datetime) -> ExclusionQuerySet:
        """Keep those whose time is over."""
        return self.filter(ends_at__lte=now)

    def of(self, person_id: UUID) -> ExclusionQuerySet:
        """Keep those that name this person or a device of theirs."""
        return self.filter(Q(person_id=person_id) | Q(device__person_id=person_id))

    def touching(
        self, *, person_id: UUID | None, device_id: int | None, address_hash: str, known_since: datetime | None = None
    ) -> ExclusionQuerySet:
        """Keep those that name this person, this device or this address.

        An address is shared by many. It keeps out who comes new to us, not whose browser was known before it began.
        """
        named = Q(pk__in=())
        if person_id is not None:
            named |= Q(person_id=person_id)
        if device_id is not None:
            named |= Q(device_id=device_id)
        if address_hash:
            is_new = Q() if known_since is None else Q(began_at__lte=known_since)
            named |= Q(address_hash=address_hash) & is_new
        return self.filter(named)
