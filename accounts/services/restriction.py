"""Keeping what we hold without using it, and objecting to a use of it, as somebody asks (promise: RGT-4; P-14)."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

import privacy.services
from accounts.models import Device, OpenSession, Person
from accounts.signals import signed_out
from privacy.models import Objection
from privacy.services import erasures, objections

from . import usage


@transaction.atomic
def restrict(*, person_id: UUID, now: datetime) -> None:
    """Use nothing of somebody's from now on, and end their open chats; the first time stands.

    An erasure that they asked for is withdrawn: what is to be kept is not to be erased.
    """
    if not Person.objects.filter(pk=person_id, restricted_at=None).update(restricted_at=now):
        return
    erasures.withdraw(person_id=person_id, now=now)
    for device_id in [*Device.objects.filter(person_id=person_id).values_list("pk", flat=True), None]:
        news = partial(signed_out.send, sender=OpenSession, person_id=person_id, device_id=device_id)
        transaction.on_commit(news)


def lift(*, person_id: UUID, now: datetime) -> None:
    """Use it again as before. It counts as a visit: nobody is forgotten for the time that lay between."""
    restricted = Person.objects.filter(pk=person_id, restricted_at__isnull=False)
    restricted.update(restricted_at=None, last_seen_date=now.date())


@transaction.atomic
def object_to_counting(*, person_id: UUID, visit_id: int | None, language: str, now: datetime) -> None:
    """Count nothing of somebody from now on, whatever a browser of theirs says, and forget what was. promise: DAT-2"""
    objections.make(person_id=person_id, what=Objection.What.COUNTING, now=now)
    privacy.services.record_answers(person_id=person_id, answers={"usage": False}, language=language, now=now)
    usage.forget_visits_of(person_id=person_id, visit_id=visit_id, now=now)
