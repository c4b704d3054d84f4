"""What matching reads, once per socket and once in a while; the hot path never does."""

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Protocol, cast
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts import gates
from accounts.age import age_on
from accounts.models import Person
from accounts.selectors import profile_of

from . import criteria, turn
from .models import Block


class Seated(Protocol):
    """By what somebody who sits here can be kept out."""

    @property
    def person(self) -> str:
        """The person's id."""

    @property
    def device(self) -> int | None:
        """The device's id, if the browser has one."""

    @property
    def address_hash(self) -> str:
        """The keyed hash of the address."""


def blocked_tokens(*, person_id: UUID) -> frozenset[str]:
    """Return the pair tokens of everybody whom a person has blocked."""
    return frozenset(Block.objects.filter(owner_id=person_id).values_list("token", flat=True))


def shown(*, person: Person, today: date) -> criteria.Shown:
    """Return what a person lets partners see, as they wish it now."""
    profile = profile_of(person=person)
    chosen = {*profile.shown}
    return criteria.Shown(
        name=profile.name if "NAME" in chosen else "",
        photo=reverse("photo", args=[profile.photo]) if "PHOTO" in chosen and profile.photo else "",
        gender=cast("criteria.Gender", person.gender) if "GENDER" in chosen else "",
        age=age_on(profile.birth_date, today) if "AGE" in chosen and profile.birth_date else 0,
        country="COUNTRY" in chosen,
        languages="LANGUAGES" in chosen,
        interests=tuple(profile.interests) if "INTERESTS" in chosen else (),
    )


def excluded_visitors(visitors: Collection[Seated], *, now: datetime) -> list[dict[str, Any]]:
    """Return by what some of those who sit here have come to be excluded."""
    found = gates.excluded_among(
        people={UUID(visitor.person) for visitor in visitors},
        devices={visitor.device for visitor in visitors if visitor.device is not None},
        address_hashes={visitor.address_hash for visitor in visitors},
        now=now,
    )
    return [
        *({"person": str(person)} for person in found.people),
        *({"device": device} for device in found.devices),
        *({"address_hash": address_hash} for address_hash in found.address_hashes),
    ]


def ice_servers(*, now: int) -> list[dict[str, Any]]:
    """Return the STUN and TURN servers of this site for one browser; ``now`` are Unix seconds."""
    return turn.ice_servers(
        stun_urls=settings.STUN_URLS,
        turn_urls=settings.TURN_URLS,
        secret=settings.TURN_SECRET,
        lifetime=settings.TURN_LIFETIME,
        now=now,
        token=secrets.token_urlsafe(16),
    )
