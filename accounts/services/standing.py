"""Keeping people out, and letting them in again."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.models import Device, Exclusion
from accounts.signals import person_excluded

#: For how long an address keeps out whoever is new.
BY_ADDRESS: Final = timedelta(days=1)


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


def exclude_with_devices(*, person_id: UUID, until: datetime, now: datetime) -> Exclusion:
    """Keep a person out, and the browsers they came in with: signing out is no way back in."""
    return exclude_everywhere(person_id=person_id, address_hash="", until=until, now=now)[0]


@transaction.atomic
def exclude_everywhere(*, person_id: UUID, address_hash: str, until: datetime, now: datetime) -> list[Exclusion]:
    """Keep a person out, their browsers, and for a day at most who comes new from their address.

    An address is shared: nobody who sits here is put out for it, and no browser that we knew before.
    """
    devices = Device.objects.filter(person_id=person_id).order_by("pk").values_list("pk", flat=True)
    made = [exclude(person_id=person_id, until=until, now=now)]
    made += [exclude(device_id=device_id, until=until, now=now) for device_id in devices]
    if address_hash:
        ends_at = min(until, now + BY_ADDRESS)
        made.append(Exclusion.objects.create(address_hash=address_hash, began_at=now, ends_at=ends_at))
    return made


def readmit(*, exclusion_id: int) -> None:
    """Let somebody in again before the time; that there was an exclusion is kept elsewhere, or nowhere."""
    Exclusion.objects.filter(pk=exclusion_id).delete()


def readmit_with_devices(*, person_id: UUID) -> None:
    """Let a person in again, with the browsers they came in with."""
    Exclusion.objects.of(person_id).delete()
