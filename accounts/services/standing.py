"""Keeping people out, and letting them in again."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from accounts.models import Device, Exclusion
from accounts.signals import person_excluded


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
