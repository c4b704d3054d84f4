"""What matching reads, once per socket and once in a while; the hot path never does."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, cast
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts import gates
from accounts.age import age_on
from accounts.models import Person
from accounts.selectors import former_names, profile_of

from . import criteria, keys, seals, turn
from .models import Block
from .pool import pair_token


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


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who was met, as the one who met them has handed them back: by a handle that only they can use."""

    holder: str  # the number under which the holder was there
    handle: seals.Handle

    @property
    def token(self) -> str:
        """What stands for the two when one of them blocks the other."""
        return pair_token(keys.derive("pairs").hex(), self.holder, self.handle.partner)


def who_was_met(*, person_id: UUID, handle: str, now: datetime) -> Met:
    """Return whom a handle stands for; a member may hand in one of their time as a guest.

    :raises seals.HandleForged: if it is none, or somebody else's
    :raises seals.HandleExpired: if it is older than 15 minutes
    """
    ring, refusal = keyring(), seals.HandleForged("This is no handle.")
    for holder in map(str, (person_id, *former_names(person_id=person_id))):
        try:
            return Met(holder, seals.open_handle(ring, handle, holder=holder, now=unix_ms(now)))
        except seals.HandleForged as error:
            refusal = error
    raise refusal


def what_was_said(*, met: Met, messages: str, now: datetime) -> list[seals.Line]:
    """Return what of some handed in messages is proven (promise: RET-4).

    :raises seals.BadTranscript: if they are not of their shape
    """
    partner, chat = met.handle.partner, met.handle.chat
    return seals.verify(keyring(), chat=chat, holder=met.holder, partner=partner, messages=messages, now=unix_ms(now))


def keyring() -> seals.Keyring:
    """Return the keys that seal in this site, and those before them."""
    return seals.Keyring([keys.derive("seals", secret) for secret in keys.secrets()])


def unix_ms(now: datetime) -> int:
    """Return a time as Unix milliseconds."""
    return int(now.timestamp() * 1000)


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
