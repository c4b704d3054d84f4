"""Coming in: who does, with which device, and what they agreed to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts import gates, tokens
from accounts.models import Device, Person
from privacy import policy
from privacy.models import Consent
from privacy.selectors import AT_THE_DOOR
from privacy.services import record_consent


class AgeNotStated(Exception):
    """Nobody comes in who has not said to be at least 18."""


class PolicyNotAccepted(Exception):
    """Nobody comes in who has not accepted the version of the policy that holds now."""


class KeptOut(Exception):
    """Somebody must stay out until ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


@dataclass(frozen=True, slots=True)
class Entry:
    """Who came in, in which browser, and the key for its cookie; empty if the browser has it already."""

    person: Person
    device: Device
    device_key: str


@transaction.atomic
def enter_as_guest(
    *,
    person: Person | None,
    device: Device | None,
    address_hash: str,
    age_stated: bool,
    policy_version: str,
    language: str,
    now: datetime,
) -> Entry:
    """Let somebody in: make a guest and a device of whoever has none, and keep what they agreed to.

    A guest whose session has ended is known again by the device, whose key is as secret as a session's.

    :raises KeptOut: if the person, the device or the address is excluded
    :raises AgeNotStated: without the age (promise: CHI-1)
    :raises PolicyNotAccepted: without the current policy (promise: SCO-2)
    """
    person = person or _guest_of(device)
    until = gates.excluded_until(person=person, device=device, address_hash=address_hash, now=now)
    if until is not None:
        raise KeptOut(until)
    if not age_stated:
        raise AgeNotStated
    if policy_version != policy.current().number:
        raise PolicyNotAccepted
    person = person or _add_guest(now)
    device, device_key = device_of(person, device, now=now)
    how = Consent.How.GUEST if person.is_guest else Consent.How.ACCOUNT
    for what in AT_THE_DOOR:
        record_consent(person_id=person.pk, what=what, version=policy_version, language=language, how=how, now=now)
    Person.objects.filter(pk=person.pk).update(last_seen_date=now.date(), language=language)
    return Entry(person, device, device_key)


def _guest_of(device: Device | None) -> Person | None:
    """Return the guest whose device this is; a member has a password to come back by."""
    person = device.person if device is not None else None
    return person if person is not None and person.is_guest and person.is_active else None


def _add_guest(now: datetime) -> Person:
    person = Person(joined_at=now)
    person.set_unusable_password()
    person.save()
    return person


def device_of(person: Person, device: Device | None, *, now: datetime) -> tuple[Device, str]:
    """Return a person's device: the one they came with if it is theirs, else a new one and its key."""
    if device is not None and device.person_id == person.pk:
        return device, ""
    key = tokens.fresh_key()
    fresh = Device.objects.create(person=person, key_hash=tokens.key_hash(key), first_seen_at=now, last_seen_at=now)
    return fresh, key


@transaction.atomic
def note_visit(*, person_id: UUID, device_key: str, language: str, now: datetime) -> None:
    """Keep the day on which somebody came last, or they would be forgotten (promise: RET-2), and their language."""
    Person.objects.filter(pk=person_id).update(last_seen_date=now.date(), language=language)
    Device.objects.filter(person_id=person_id, key_hash=tokens.key_hash(device_key)).update(last_seen_at=now)
