"""Coming back as a member: in any browser, and with what one did there as a guest."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

import privacy.services
from accounts import selectors
from accounts.models import Device, Exclusion, FormerName, OpenSession, Person, Visit
from accounts.signals import person_joined, signed_out

from .entry import Entry, device_of
from .standing import exclude


@dataclass(frozen=True, slots=True)
class Halfway:
    """A member whose password or other service was right, and who has a second step to take. Nothing is theirs yet."""

    person: Person


def come_back(*, member: Person, guest: Person | None, device: Device | None, now: datetime) -> Entry | Halfway:
    """Let a member in whose password or other service has been checked, unless a second step is to follow.

    Until then nothing changes: whoever stole a password puts neither this browser nor its guest on the member.
    """
    if selectors.has_second_step(person=member):
        return Halfway(member)
    return come_in(member=member, guest=guest, device=device, now=now)


@transaction.atomic
def come_in(*, member: Person, guest: Person | None, device: Device | None, now: datetime) -> Entry:
    """Let a member in of whom nothing more is asked; return them and their device.

    Who is kept out comes in as well: to the letter that says why, and to their rights (promise: RGT-4). The browser
    becomes the member's, unless it is another member's. What its guest had becomes the member's too, what keeps the
    guest out included: each app takes over its own at ``person_joined``, and then the guest is gone.
    """
    if device is not None:  # as it is now: the same form may have been sent twice
        locked = Device.objects.select_for_update(of=("self",)).select_related("person")
        device = locked.filter(pk=device.pk).first()
    known = {guest, device.person if device is not None else None}
    for former in [person for person in known if person is not None and person.is_guest and person.pk != member.pk]:
        if former.is_active:  # else they are being erased
            _become_one(former, member, now)
    if device is not None and (device.person is None or device.person.is_guest):
        device.person = member
        device.save(update_fields=["person"])
    entry_device, key = device_of(member, device, now=now)
    if device is not None and device.pk != entry_device.pk:
        _keep_out_as_before(device, entry_device, now)
    Person.objects.filter(pk=member.pk).update(last_seen_date=now.date())
    return Entry(member, entry_device, key)


def _become_one(guest: Person, member: Person, now: datetime) -> None:
    if not Person.objects.select_for_update().filter(pk=guest.pk).exists():
        return
    _close_sockets(guest)
    Device.objects.filter(person=guest).update(person=member)
    Visit.objects.filter(person=guest).update(person=member)
    FormerName.objects.filter(person=guest).update(person=member)
    FormerName.objects.create(person=member, name=guest.pk)
    for until in Exclusion.objects.filter(person=guest, ends_at__gt=now).values_list("ends_at", flat=True):
        exclude(person_id=member.pk, until=until, now=now)
    if guest.restricted_at is not None:
        Person.objects.unrestricted().filter(pk=member.pk).update(restricted_at=guest.restricted_at)
    privacy.services.hand_over(guest_id=guest.pk, member_id=member.pk)
    person_joined.send(sender=Person, guest_id=guest.pk, member_id=member.pk)
    guest.delete()


def _close_sockets(guest: Person) -> None:
    """Close what other tabs have open as the guest: they come back as the member."""
    for device_id in [*Device.objects.filter(person=guest).values_list("pk", flat=True), None]:
        news = partial(signed_out.send, sender=OpenSession, person_id=guest.pk, device_id=device_id)
        transaction.on_commit(news)


def _keep_out_as_before(before: Device, after: Device, now: datetime) -> None:
    """Keep a browser out that is, though its cookie now holds another key: signing in as somebody else is no way in."""
    for until in Exclusion.objects.filter(device=before, ends_at__gt=now).values_list("ends_at", flat=True):
        exclude(device_id=after.pk, until=until, now=now)
