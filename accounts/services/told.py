"""What another service told of somebody: kept once they have confirmed it, deleted item by item. promise: DAT-1"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID
from zoneinfo import available_timezones

from django.db import transaction

from accounts import photos
from accounts.models import Person, Profile, SocialItem
from accounts.social import pictures
from accounts.social.items import GENDERS, LONGEST

#: Where the time zone comes from: no service tells it any more.
BROWSER: Final = "browser"


class NoSuchZone(Exception):
    """A browser named a time zone that there is not."""


@transaction.atomic
def keep_told(*, person_id: UUID, provider: str, values: Mapping[str, str], now: datetime) -> None:
    """Keep what somebody confirmed, and put into their profile what has a place there.

    :raises NoSuchZone: if the time zone is none
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    profile, _ = Profile.objects.get_or_create(person=person)
    for item, came in values.items():
        source = BROWSER if item == "time_zone" else provider
        value = _as_photo(profile, came) if item == "photo" else came
        SocialItem.objects.update_or_create(
            person=person, provider=source, item=item, defaults={"value": value[:LONGEST], "came_at": now}
        )
        _place(person, profile, item, value)
    person.save(update_fields=["gender"])
    profile.save(update_fields=["name", "photo", "time_zone"])


def _as_photo(profile: Profile, came: str) -> str:
    """Write the picture that came in place of the one there was; return the name of its file."""
    former, profile.photo = profile.photo, photos.keep(pictures.drawn(came))
    transaction.on_commit(partial(photos.destroy, former))
    return profile.photo


def _place(person: Person, profile: Profile, item: str, value: str) -> None:
    if item == "first_name":
        profile.name = value[:40]
    elif item == "gender":
        person.gender = GENDERS.get(value.lower(), Person.Gender.OTHER)
    elif item == "time_zone":
        if value not in available_timezones():
            raise NoSuchZone
        profile.time_zone = value


@transaction.atomic
def forget_told(*, person_id: UUID, item_id: int) -> None:
    """Delete one thing that a service told, and from the profile where it still stands there as it came."""
    told = SocialItem.objects.filter(person_id=person_id, pk=item_id).first()
    if told is None:
        return
    told.delete()
    profiles = Profile.objects.filter(person_id=person_id)
    if told.item == "first_name":
        profiles.filter(name=told.value[:40]).update(name="")
    elif told.item == "photo" and profiles.filter(photo=told.value).update(photo=""):
        transaction.on_commit(partial(photos.destroy, told.value))
    elif told.item == "time_zone":
        profiles.filter(time_zone=told.value).update(time_zone="")
    elif told.item == "gender":
        came = GENDERS.get(told.value.lower(), Person.Gender.OTHER)
        Person.objects.filter(pk=person_id, gender=came).update(gender="")


@transaction.atomic
def forget_provider(*, person_id: UUID, provider: str) -> None:
    """Delete everything that a service told of somebody."""
    for item_id in SocialItem.objects.filter(person_id=person_id, provider=provider).values_list("pk", flat=True):
        forget_told(person_id=person_id, item_id=item_id)
