"""What people say of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from accounts import age, photos
from accounts.models import Person, Profile

from . import minors


class Younger(Exception):
    """A date of birth says that somebody is not 18 yet. They and all that was theirs are gone. promise: CHI-1, CHI-2"""


@dataclass(frozen=True, slots=True)
class Said:
    """A profile as its owner wants it; `shown` names what of it a partner sees."""

    name: str
    gender: str
    birth_date: date | None
    country: str
    region: str
    languages: Sequence[str]
    interests: Sequence[str]
    shown: Sequence[str]


def state_profile(*, person_id: UUID, gender: str, language: str) -> None:
    """Keep what somebody says of themselves beside the chat."""
    Person.objects.filter(pk=person_id).update(gender=gender, language=language)


def say(*, person_id: UUID, said: Said, place: str, now: datetime) -> None:
    """Keep a profile.

    :param place: the country by the address, where the profile names none: what day it is there decides on the age
    :raises Younger: if the date of birth says so; the person is removed then
    """
    born = said.birth_date
    if born is not None and not age.is_of_age(born, on=age.today_in(said.country or place, now)):
        minors.remove(person_id=person_id, now=now)
        raise Younger
    _keep(person_id, said)


@transaction.atomic
def _keep(person_id: UUID, said: Said) -> None:
    Person.objects.filter(pk=person_id).update(gender=said.gender)
    Profile.objects.update_or_create(
        person_id=person_id,
        defaults={
            "name": said.name,
            "birth_date": said.birth_date,
            "country": said.country,
            "region": said.region,
            "languages": [*said.languages],
            "interests": [*said.interests],
            "shown": [*said.shown],
        },
    )


def assure_age(*, person_id: UUID, now: datetime) -> None:
    """Keep when somebody else confirmed that a person is of age. promise: CHI-1"""
    Person.objects.filter(pk=person_id).update(age_assured_at=now)


def show_photo(*, person_id: UUID, drawn: bytes) -> None:
    """Keep a drawn picture as somebody's photo; the one before it goes."""
    _change_photo(person_id, photos.keep(drawn))


def remove_photo(*, person_id: UUID) -> None:
    """Delete somebody's photo, bytes and all."""
    _change_photo(person_id, "")


@transaction.atomic
def _change_photo(person_id: UUID, name: str) -> None:
    profile, _ = Profile.objects.select_for_update().get_or_create(person_id=person_id)
    transaction.on_commit(partial(photos.destroy, profile.photo))
    profile.photo = name
    profile.save(update_fields=["photo"])
