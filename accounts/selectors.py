"""What accounts reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django_otp import devices_for_user

from . import addresses, geo, tokens
from .gates import Verdict, may_enter
from .models import Device, FormerName, Person, Profile

#: More guests than one comes back from in a while; each makes every search a little dearer.
MOST_FORMER_NAMES: Final = 16


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who stands at the door of the chat, and what the gate says."""

    person: Person | None
    device: Device | None
    address_hash: str
    place: geo.Place | None
    verdict: Verdict


def newcomer(*, person_id: str | UUID | None, device_key: str, address: str, now: datetime) -> Newcomer:
    """Return who comes, by session, device and address; asked once for each socket and each page of the chat."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    device = device_of(device_key=device_key)
    address_hash = addresses.keyed_hash(address)
    verdict = may_enter(person=person, device=device, address_hash=address_hash, now=now)
    return Newcomer(person, device, address_hash, geo.place_of(address), verdict)


def device_of(*, device_key: str) -> Device | None:
    """Return the device whose cookie holds this key."""
    return Device.objects.filter(key_hash=tokens.key_hash(device_key)).first() if device_key else None


def has_second_step(*, person: Person) -> bool:
    """Whether a person has set up a second step for signing in: a code or a passkey."""
    return any(True for _ in devices_for_user(person, confirmed=True))


def former_names(*, person_id: UUID) -> list[UUID]:
    """Return the ids under which a member was here as a guest, the last first."""
    names = FormerName.objects.filter(person_id=person_id).order_by("-pk").values_list("name", flat=True)
    return list(names[:MOST_FORMER_NAMES])


def profile_of(*, person: Person) -> Profile:
    """Return what somebody says of themselves; an empty profile, of no row yet, where they have said nothing."""
    return Profile.objects.select_related("person").filter(person=person).first() or Profile(person=person)
