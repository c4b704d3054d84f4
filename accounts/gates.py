"""Who may come in: the one gate that every entry asks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from privacy.selectors import has_accepted

from .models import Device, Exclusion, Person, Profile

#: The page on which whoever has come in, but may not chat yet, does what is missing.
FIRST: Final[Mapping[str, str]] = {
    "RESTRICTED": "accounts:restrict",
    "SIGN_IN": "accounts:login",
    "AGE_CHECK": "accounts:age_check",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says; ``why`` is empty for the admitted, ``until`` set for the excluded."""

    admitted: bool
    why: Literal["", "NOT_ENTERED", "EXCLUDED", "RESTRICTED", "SIGN_IN", "AGE_CHECK"] = ""
    until: datetime | None = None

    @property
    def first(self) -> str:
        """The name of the page that comes before the chat, or nothing."""
        return FIRST.get(self.why, "")


@dataclass(frozen=True, slots=True)
class Exclusions:
    """By what some of those who were asked about are excluded."""

    people: frozenset[UUID]
    devices: frozenset[int]
    address_hashes: frozenset[str]


def may_enter(
    *, person: Person | None, device: Device | None, address_hash: str, country: str = "", now: datetime
) -> Verdict:
    """Say whether somebody may come in, and if not, why; ``country`` is where the address is. promise: SCO-2, CHI-1"""
    until = excluded_until(person=person, device=device, address_hash=address_hash, now=now)
    if until is not None:
        return Verdict(admitted=False, why="EXCLUDED", until=until)
    if person is None or not person.is_active or not has_accepted(person_id=person.pk):
        return Verdict(admitted=False, why="NOT_ENTERED")
    if person.restricted_at is not None:
        return Verdict(admitted=False, why="RESTRICTED")
    if settings.SIGN_IN_REQUIRED and person.is_guest:
        return Verdict(admitted=False, why="SIGN_IN")
    if must_prove_age(person=person, country=country):
        return Verdict(admitted=False, why="AGE_CHECK")
    return Verdict(admitted=True)


def must_prove_age(*, person: Person, country: str) -> bool:
    """Whether somebody's age must be confirmed first: by where they are, and by where they say that they live."""
    if not settings.AGE_CHECK_COUNTRIES or person.age_assured_at is not None:
        return False
    said = Profile.objects.filter(person=person).values_list("country", flat=True).first()
    return not {country, said}.isdisjoint(settings.AGE_CHECK_COUNTRIES)


def excluded_until(
    *, person: Person | None, device: Device | None, address_hash: str, now: datetime
) -> datetime | None:
    """Return when the last of the exclusions ends that somebody comes under; None if there is none."""
    ends: datetime | None = (
        Exclusion.objects.standing(now)
        .touching(
            person_id=person.pk if person else None,
            device_id=device.pk if device else None,
            address_hash=address_hash if person is None or person.is_guest else "",  # a member is known otherwise
            known_since=device.first_seen_at if device else None,
        )
        .order_by("-ends_at", "pk")
        .values_list("ends_at", flat=True)
        .first()
    )
    return ends


def identity_excluded_until(*, identity_hash: str, now: datetime) -> datetime | None:
    """Return until when whoever has a mailbox or an account elsewhere must stay out, although no row names them.

    Asked wherever somebody proves to have one: registering, confirming, a new password, other services (T44).
    """
    if not identity_hash:
        return None
    standing = Exclusion.objects.standing(now).filter(identity_hash=identity_hash)
    ends: datetime | None = standing.order_by("-ends_at", "pk").values_list("ends_at", flat=True).first()
    return ends


def excluded_among(
    *, people: Collection[UUID], devices: Collection[int], address_hashes: Collection[str], now: datetime
) -> Exclusions:
    """Return who of many is excluded by now, in one query: for those who came in before it."""
    named = Q(person_id__in=people) | Q(device_id__in=devices) | Q(address_hash__in=set(address_hashes) - {""})
    rows = Exclusion.objects.standing(now).filter(named).values_list("person_id", "device_id", "address_hash")
    found_people, found_devices, found_hashes = zip(*rows, strict=True) if rows else ((), (), ())
    return Exclusions(
        people=frozenset(found_people) & frozenset(people),
        devices=frozenset(found_devices) & frozenset(devices),
        address_hashes=frozenset(found_hashes) & frozenset(address_hashes) - {""},
    )
