"""Whoever is found to be under 18: out at once, everything gone, and the door shut. promise: CHI-2"""

from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.age import birthday_of_age
from accounts.models import Exclusion, Person, Profile
from accounts.signals import person_excluded
from privacy import ledger
from privacy.models import Erasure
from privacy.services import erasures, letters

from . import leaving

#: For how long the door stays shut where no date of birth is known.
SHUT_FOR: Final = timedelta(days=365)


class StaffIsOfAge(Exception):
    """A member of staff is removed by an administrator, not by this."""


def remove(*, person_id: UUID, now: datetime) -> datetime | None:
    """Remove somebody who is under 18, and return until when they stay out; None if they are gone already.

    Open chats end once the door is shut. All rows of theirs go, and their photo; what stays are their browsers' keys,
    as hashes without a person, and keyed hashes of what they signed in with. A crash on the way is made good in seconds
    by the round that erases who is due.

    :raises StaffIsOfAge: if this is staff
    """
    begun = _shut_out(person_id, now)
    if begun is None:
        return None
    until, erasure_id = begun
    erasures.work(erasure_id=erasure_id, now=now)
    return until


@transaction.atomic
def _shut_out(person_id: UUID, now: datetime) -> tuple[datetime, int] | None:
    """Shut the door, and note that they are to be erased; return until when, and which erasure it is."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        return None
    if person.is_staff:
        raise StaffIsOfAge
    until = _of_age_at(person, now)
    leaving.shut_doors(person, until=until, now=now)
    Person.objects.filter(pk=person_id).update(is_active=False)
    letters.forget_of(person_id=person_id)
    news = partial(person_excluded.send, sender=Exclusion, person_id=person_id, device_id=None, address_hash="")
    transaction.on_commit(news)
    return until, erasures.begin(person_id=person_id, why=Erasure.Why.MINOR, now=now)


def erase_again(*, now: datetime) -> int:
    """Erase whoever was erased before, and came back with a backup; return how many (reliability P-13, F38).

    Who was under 18 is kept out again as well. What is noted of others does not harm: they are not here.
    """
    known = {line.person_hash: line.why for line in ledger.read()}
    count = 0
    for person_id in Person.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000):
        why = next((known[found] for found in ledger.hashes(person_id) if found in known), None)
        if why == Erasure.Why.MINOR:
            remove(person_id=person_id, now=now)
        elif why is not None:
            begun = erasures.begin(person_id=person_id, why=Erasure.Why.BACKUP, now=now)
            erasures.work(erasure_id=begun, now=now)
        count += why is not None
    return count


def _of_age_at(person: Person, now: datetime) -> datetime:
    born = Profile.objects.filter(person=person).values_list("birth_date", flat=True).first()
    if born is None:
        return now + SHUT_FOR
    return max(datetime.combine(birthday_of_age(born), time.max, UTC), now + timedelta(days=1))
