"""Coming back as a member: in any browser, and with what one did there as a guest."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import Device, Person
from accounts.signals import person_joined

from .entry import Entry, device_of


@transaction.atomic
def come_back(*, member: Person, guest: Person | None, device: Device | None, now: datetime) -> Entry:
    """Let a member in whose password, passkey or other service has been checked; return them and their device.

    Who is kept out comes in as well: to the letter that says why, and to their rights (promise: RGT-4). The browser
    becomes the member's. What its guest had becomes the member's too: each app takes over its own at
    ``person_joined``, and then the guest is gone.
    """
    if device is not None and device.person_id != member.pk and (device.person is None or device.person.is_guest):
        _take_over(device, member)
    if guest is not None and guest.is_guest and guest.pk != member.pk:
        _become_one(guest, member)
    entry_device, key = device_of(member, device, now=now)
    Person.objects.filter(pk=member.pk).update(last_seen_date=now.date())
    return Entry(member, entry_device, key)


def _take_over(device: Device, member: Person) -> None:
    device.person = member
    device.save(update_fields=["person"])


def _become_one(guest: Person, member: Person) -> None:
    Device.objects.filter(person=guest).update(person=member)
    guest_id: UUID = guest.pk
    person_joined.send(sender=Person, guest_id=guest_id, member_id=member.pk)
    guest.delete()
