"""Ending sessions and devices, one's own, from another browser; what a browser was is kept to tell them apart."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts import client, sessions
from accounts.models import Device, Exclusion, OpenSession
from accounts.signals import signed_out


class NotOpen(Exception):
    """There is no such session or device of this person's, or not any more."""


def note_browser(*, device: Device, user_agent: str) -> None:
    """Keep what a browser says that it is, where it says something new (promise: DAT-7)."""
    browser, system = client.describe(user_agent)
    if (browser, system) != (device.browser, device.system) and (browser or system):
        device.browser, device.system = browser, system
        device.save(update_fields=["browser", "system"])


@transaction.atomic
def end(*, person_id: UUID, name: str) -> None:
    """End one session of a person's, known by its public name, and the chat in it.

    :raises NotOpen: if it is over, or somebody else's
    """
    theirs = OpenSession.objects.filter(person_id=person_id)
    session = next((row for row in theirs if sessions.public_name(row.session_key) == name), None)
    if session is None:
        raise NotOpen
    session.delete()
    _tell(person_id, session.device_id)


@transaction.atomic
def end_others(*, person_id: UUID, keep: str) -> None:
    """End all sessions of a person's but the one with this key."""
    others = OpenSession.objects.filter(person_id=person_id).exclude(session_key=keep)
    devices = set(others.values_list("device_id", flat=True))
    others.delete()
    for device_id in devices:
        _tell(person_id, device_id)


@transaction.atomic
def end_device(*, person_id: UUID, device_id: int) -> None:
    """End all sessions of a browser, and forget it: it is no way back for a guest any more.

    What keeps a browser out stays with its row (promise: RET-5), which is then nobody's way in either.

    :raises NotOpen: if the person has no such device
    """
    device = Device.objects.select_for_update().filter(pk=device_id, person_id=person_id).first()
    if device is None:
        raise NotOpen
    OpenSession.objects.filter(device=device).delete()
    _tell(person_id, device_id)
    if not Exclusion.objects.filter(device=device).exists():
        device.delete()


def _tell(person_id: UUID, device_id: int | None) -> None:
    """Have the chat closed that a session had opened, unless the same browser has another one, which holds it."""
    there = Q(device_id=device_id) if device_id is not None else Q(device=None)
    if not OpenSession.objects.filter(there, person_id=person_id).exists():
        news = partial(signed_out.send, sender=OpenSession, person_id=person_id, device_id=device_id)
        transaction.on_commit(news)
