"""What accounts writes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from privacy import policy
from privacy.models import Consent
from privacy.selectors import AT_THE_DOOR
from privacy.services import record_consent

from . import gates, tokens
from .models import Device, Exclusion, Person
from .signals import person_excluded


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
    """Who came in, and the key for their device's cookie; empty if the browser has it already."""

    person: Person
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
    device_key = "" if device is not None and device.person_id == person.pk else _add_device(person, now)
    how = Consent.How.GUEST if person.is_guest else Consent.How.ACCOUNT
    for what in AT_THE_DOOR:
        record_consent(person_id=person.pk, what=what, version=policy_version, language=language, how=how, now=now)
    Person.objects.filter(pk=person.pk).update(last_seen_date=now.date(), language=language)
    return Entry(person, device_key)


def _guest_of(device: Device | None) -> Person | None:
    """Return the guest whose device this is; a member has a password to come back by."""
    person = device.person if device is not None else None
    return person if person is not None and person.is_guest and person.is_active else None


def _add_guest(now: datetime) -> Person:
    person = Person(joined_at=now)
    person.set_unusable_password()
    person.save()
    return person


def _add_device(person: Person, now: datetime) -> str:
    key = tokens.fresh_key()
    Device.objects.create(person=person, key_hash=tokens.key_hash(key), first_seen_at=now, last_seen_at=now)
    return key


@transaction.atomic
def note_visit(*, person_id: UUID, device_key: str, language: str, now: datetime) -> None:
    """Keep the day on which somebody came last, or they would be forgotten (promise: RET-2), and their language."""
    Person.objects.filter(pk=person_id).update(last_seen_date=now.date(), language=language)
    Device.objects.filter(person_id=person_id, key_hash=tokens.key_hash(device_key)).update(last_seen_at=now)


def state_profile(*, person_id: UUID, gender: str, language: str) -> None:
    """Keep what somebody says of themselves."""
    Person.objects.filter(pk=person_id).update(gender=gender, language=language)


@transaction.atomic
def exclude(
    *,
    person_id: UUID | None = None,
    device_id: int | None = None,
    address_hash: str = "",
    until: datetime,
    now: datetime,
) -> Exclusion:
    """Keep somebody out until a time; their open sockets close once this is committed."""
    exclusion = Exclusion.objects.create(
        person_id=person_id, device_id=device_id, address_hash=address_hash, began_at=now, ends_at=until
    )
    news = partial(
        person_excluded.send,
        sender=Exclusion,
        person_id=person_id,
        device_id=device_id,
        address_hash=address_hash,
    )
    transaction.on_commit(news)
    return exclusion


@transaction.atomic
def exclude_with_devices(*, person_id: UUID, until: datetime, now: datetime) -> Exclusion:
    """Keep a person out, and the browsers they came in with: signing out is no way back in."""
    exclusion = exclude(person_id=person_id, until=until, now=now)
    for device_id in Device.objects.filter(person_id=person_id).values_list("pk", flat=True):
        exclude(device_id=device_id, until=until, now=now)
    return exclusion


def readmit(*, exclusion_id: int) -> None:
    """Let somebody in again before the time; that there was an exclusion is kept elsewhere, or nowhere."""
    Exclusion.objects.filter(pk=exclusion_id).delete()


def readmit_with_devices(*, person_id: UUID) -> None:
    """Let a person in again, with the browsers they came in with."""
    Exclusion.objects.of(person_id).delete()


def forget_ended_exclusions(*, now: datetime) -> int:
    """Delete what kept people out and no longer does; return how many. promise: RET-5"""
    return Exclusion.objects.ended(now).delete()[0]


def forget_idle_guests(*, kept_for: timedelta, now: datetime) -> int:
    """Delete guests who have not come for a while, and all that hangs on them; return how many. promise: RET-2

    Their devices and consents go with them: a consent is kept to show whose it was, and there is nobody any more whom
    it could be about (docs/adr/0008). Who is kept out stays known until that ends, or coming back would be as easy as
    waiting.
    """
    idle = Person.objects.guests().last_seen_before((now - kept_for).date()).free(now)
    count: int = idle.count()
    idle.delete()
    return count
