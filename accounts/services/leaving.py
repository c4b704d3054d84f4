"""What accounts does when somebody is erased, beside the rows that go by themselves. Each step may be done twice.

promise: RGT-4, RET-5, CHI-2; reliability F16, P-12
"""

import contextlib
import re
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Final

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q
from redis.exceptions import RedisError
from social_django.models import UserSocialAuth

from accounts import photos, presence, throttle
from accounts.identities import identity_hash
from accounts.models import Device, Exclusion, OpenSession, Person, Profile
from accounts.signals import signed_out
from accounts.social import waiting
from chatear import redis
from privacy import holds
from privacy.steps import Leaving, Step

#: What a device says of itself, emptied: only its key is needed to know it again.
NAMELESS: Final = dict.fromkeys(("browser", "system", "maker", "model", "serial_hash", "imei_hash"), "")


def shut(leaving: Leaving) -> None:
    """Let nobody in as them any more, and end what is open: sessions, and the chats in them."""
    Person.objects.filter(pk__in=leaving.people).update(is_active=False)
    devices = Device.objects.filter(person__in=leaving.people).values_list("person_id", "pk")
    for person_id, device_id in [*devices, *((person_id, None) for person_id in leaving.people)]:
        news = partial(signed_out.send, sender=OpenSession, person_id=person_id, device_id=device_id)
        transaction.on_commit(news)
    OpenSession.objects.filter(person__in=leaving.people).delete()


def keep_kept_out(leaving: Leaving) -> None:
    """Keep somebody out until their exclusion ends, though nothing else is left of them. promise: RET-5"""
    theirs = Q(exclusions__ends_at__gt=leaving.now) | Q(devices__exclusions__ends_at__gt=leaving.now)
    for person in Person.objects.filter(theirs, pk__in=leaving.people).distinct():
        ends = Exclusion.objects.standing(leaving.now).filter(person=person).order_by("-ends_at")
        if until := ends.values_list("ends_at", flat=True).first():
            shut_doors(person, until=until, now=leaving.now)
        Exclusion.objects.filter(person=person).exclude(device=None, address_hash="").update(person=None)
        known = Device.objects.filter(person=person, exclusions__ends_at__gt=leaving.now)
        forget_whose(known.values_list("pk", flat=True))


def shut_doors(person: Person, *, until: datetime, now: datetime) -> None:
    """Keep somebody out by their browsers and by what they sign in with, whom no row will name any more."""
    devices = [*Device.objects.filter(person=person).values_list("pk", flat=True)]
    forget_whose(devices)
    Exclusion.objects.filter(device__in=devices, ends_at__lte=until).delete()
    doors = [{"device_id": pk} for pk in devices] + [{"identity_hash": known} for known in _identities(person)]
    Exclusion.objects.bulk_create(Exclusion(began_at=now, ends_at=until, **door) for door in doors)


def forget_whose(devices: Iterable[int]) -> None:
    """Leave of browsers nothing but the hash of their key."""
    Device.objects.filter(pk__in=[*devices]).update(person=None, capabilities={}, **NAMELESS)


def _identities(person: Person) -> list[str]:
    """Return by what this person could be known again, as keyed hashes."""
    accounts = UserSocialAuth.objects.filter(user=person).values_list("provider", "uid")
    found = [identity_hash("account", f"{provider}:{uid}") for provider, uid in accounts]
    return [*found, *([identity_hash("email", person.email)] if person.email else [])]


def destroy_photos(leaving: Leaving) -> None:
    """Destroy the bytes of photos; their names go after that, so that a crash between the two loses no file."""
    kept = holds.held(Profile._meta.label, now=leaving.now)  # noqa: SLF001 - Django documents it
    shown = Profile.objects.filter(person__in=leaving.people).exclude(pk__in=kept)
    for name in shown.values_list("photo", flat=True):
        photos.destroy(name)
    shown.update(photo="")


def empty_redis(leaving: Leaving) -> None:
    """Delete what counts and waits under their numbers; without Redis it ends by itself, in minutes."""
    hashes = [identity_hash("email", email) for email in leaving.emails]
    with contextlib.suppress(RedisError, OSError):
        for whom in [*map(str, leaving.people), *hashes]:
            redis.live().delete(*(f"limit:{what}:w:{whom}" for what in throttle.LIMITS))
        for person_id in leaving.people:
            waiting.forget(person_id=person_id)
            presence.forget(person_id=person_id)


def forget_in_notes(leaving: Leaving) -> None:
    """Take them out of what staff's pages noted: that something was changed, and by whom, stays."""
    if not leaving.people and not leaving.emails:
        return
    kept = holds.held(LogEntry._meta.label, now=leaving.now)  # noqa: SLF001
    words = "|".join(map(re.escape, [*map(str, leaving.people), *leaving.emails]))
    about = Q(object_id__iregex=words) | Q(object_repr__iregex=words) | Q(change_message__iregex=words)
    LogEntry.objects.filter(about).exclude(pk__in=kept).update(object_id=None, object_repr="", change_message="")


def registered() -> tuple[Step, ...]:
    """Return what accounts adds to an erasure."""
    return (
        Step("nobody comes in as them", 10, shut),
        Step("who is kept out stays out", 20, keep_kept_out),
        Step("photos are destroyed", 30, destroy_photos),
        Step("staff's notes lose their name", 40, forget_in_notes),
        Step("counters and what waits are emptied", 50, empty_redis),
    )
