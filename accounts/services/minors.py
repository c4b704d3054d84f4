"""Whoever is found to be under 18: out at once, everything gone, and the door shut. promise: CHI-2"""

from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction
from social_django.models import UserSocialAuth

from accounts.age import birthday_of_age
from accounts.identities import identity_hash
from accounts.models import Device, Exclusion, Person, Profile
from accounts.signals import person_excluded
from privacy.services import letters

#: For how long the door stays shut where no date of birth is known.
SHUT_FOR: Final = timedelta(days=365)
#: What a device says of itself, emptied: only its key is needed to know it again.
NAMELESS: Final = dict.fromkeys(("browser", "system", "maker", "model", "serial_hash", "imei_hash"), "")


class StaffIsOfAge(Exception):
    """A member of staff is removed by an administrator, not by this."""


@transaction.atomic
def remove(*, person_id: UUID, now: datetime) -> datetime | None:
    """Remove somebody who is under 18, and return until when they stay out; None if they are gone already.

    Open chats end once this is committed. All rows of theirs go, and their photo; what stays are their browsers' keys,
    as hashes without a person, and keyed hashes of what they signed in with.

    :raises StaffIsOfAge: if this is staff
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        return None
    if person.is_staff:
        raise StaffIsOfAge
    until = _of_age_at(person, now)
    devices = [*Device.objects.filter(person=person)]
    Device.objects.filter(person=person).update(person=None, capabilities={}, **NAMELESS)
    Exclusion.objects.filter(device__in=devices).delete()
    doors = [{"device": device} for device in devices] + [{"identity_hash": known} for known in _identities(person)]
    Exclusion.objects.bulk_create(Exclusion(began_at=now, ends_at=until, **door) for door in doors)
    letters.forget_of(person_id=person_id)
    person.delete()
    news = partial(person_excluded.send, sender=Exclusion, person_id=person_id, device_id=None, address_hash="")
    transaction.on_commit(news)
    return until


def _of_age_at(person: Person, now: datetime) -> datetime:
    born = Profile.objects.filter(person=person).values_list("birth_date", flat=True).first()
    if born is None:
        return now + SHUT_FOR
    return max(datetime.combine(birthday_of_age(born), time.max, UTC), now + timedelta(days=1))


def _identities(person: Person) -> list[str]:
    """Return by what this person could be known again, as keyed hashes."""
    accounts = UserSocialAuth.objects.filter(user=person).values_list("provider", "uid")
    found = [identity_hash("account", f"{provider}:{uid}") for provider, uid in accounts]
    return [*found, *([identity_hash("email", person.email)] if person.email else [])]
