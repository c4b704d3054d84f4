"""Becoming a member, and coming back as one by e-mail address and password."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts import age, throttle
from accounts.identities import identity_hash
from accounts.models import Device, Person, Profile
from privacy import policy
from privacy.models import Erasure
from privacy.selectors import has_accepted

from . import hashing, joining, mailbox
from .entry import Entry, enter_as_guest
from .social import leave


class Younger(Exception):
    """Somebody is not 18 yet. Nothing is kept of what they said, nor of who they were here. promise: CHI-1, CHI-2"""


class WrongWords(Exception):
    """An address and a password do not belong together, or there is no such address."""


@dataclass(frozen=True, slots=True)
class Application:
    """What somebody says who wants to be a member; the last two only if they have not come in yet."""

    email: str
    password: str
    birth_date: date
    age_stated: bool = False
    policy_version: str = ""


@dataclass(frozen=True, slots=True)
class Knock:
    """Who stands there before anybody is known for sure: by the session, the device and the address."""

    person: Person | None
    device: Device | None
    address_hash: str = ""
    country: str = ""


def register(*, application: Application, knock: Knock, reader: mailbox.Reader, now: datetime) -> Entry:
    """Let somebody in who wants to be a member, as a guest until the mailed link is opened.

    The password is theirs at once, but of no use before the address is. What happens is the same for an address that
    is known already; its owner hears of it by mail.

    :raises Younger: if they are not 18 where they are
    :raises KeptOut, AgeNotStated, PolicyNotAccepted: as at the door
    :raises throttle.TooOften: if this address was written to too often
    :raises hashing.TooBusy: if too many others are before them
    """
    if not age.is_of_age(application.birth_date, on=age.today_in(knock.country, now)):
        _remove(knock, now)
        raise Younger
    mailbox.count_mail(application.email, now=now)
    password = hashing.hashed(application.password)
    with transaction.atomic():
        entry = _enter(application, knock, reader, now)
        entry.person.password = password
        entry.person.save(update_fields=["password"])
        Profile.objects.update_or_create(person=entry.person, defaults={"birth_date": application.birth_date})
        mailbox.begin(person=entry.person, email=application.email, reader=reader, now=now)
    return entry


def _remove(knock: Knock, now: datetime) -> None:
    """Delete whoever came in as a guest and now says to be younger, with all that hangs on them. promise: CHI-2"""
    known = {knock.person, knock.device.person if knock.device is not None else None}
    for person in known:
        if person is not None and person.is_guest and not person.is_staff:
            leave(person, why=Erasure.Why.MINOR, now=now)


def _enter(application: Application, knock: Knock, reader: mailbox.Reader, now: datetime) -> Entry:
    has_entered = knock.person is not None and has_accepted(person_id=knock.person.pk)
    return enter_as_guest(
        person=knock.person,
        device=knock.device,
        address_hash=knock.address_hash,
        age_stated=has_entered or application.age_stated,
        policy_version=policy.current().number if has_entered else application.policy_version,
        language=reader.language,
        now=now,
    )


def sign_in(*, email: str, password: str, knock: Knock, now: datetime) -> Entry | joining.Halfway:
    """Let a member in who knows the password. Guesses are counted before anything is computed (reliability M30).

    :raises throttle.TooOften: if this account was tried too often
    :raises WrongWords: if the password is wrong or there is no such member, which nobody can tell apart
    :raises hashing.TooBusy: if too many others are before them
    """
    throttle.take_turn_of("password", whom=_guessed_at(email, knock.device), now=now)
    member = Person.objects.filter(email=email).first()
    if not hashing.matches(member, password) or member is None:
        raise WrongWords
    return joining.come_back(member=member, guest=knock.person, device=knock.device, now=now)


def _guessed_at(email: str, device: Device | None) -> str:
    """Return whose bucket a guess is counted in.

    A member's own browser has one of its own: whoever guesses from elsewhere cannot lock the owner out.
    """
    whom = identity_hash("email", email)
    own = device is not None and device.person is not None and device.person.email == email
    return f"{whom}:{device.pk}" if own and device is not None else whom
