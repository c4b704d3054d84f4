"""Signing in by another service: coming back, becoming a member, linking and unlinking.

Who it is, is known by the service and its id for them, never by an e-mail address: whoever has an address elsewhere
would have the account here. No token is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction
from social_django.models import UserSocialAuth

from accounts import gates
from accounts.identities import identity_hash
from accounts.models import Device, Exclusion, Person
from accounts.signals import person_excluded
from accounts.social.links import ways_in
from privacy.models import Erasure
from privacy.selectors import has_accepted
from privacy.services import erasures

from .entry import Entry, KeptOut, device_of, enter_as_guest
from .joining import Halfway, come_back

Purpose = Literal["sign-in", "link", "fill"]


@dataclass(frozen=True, slots=True)
class Knock:
    """Who comes back from another service, in which browser, and why they went there."""

    person: Person | None
    device: Device | None
    address_hash: str
    purpose: Purpose
    items: list[str]
    now: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """What follows: ``entry`` for somebody who is in, ``linked`` for a new way in; neither for an unknown visitor.

    ``told`` is what somebody let Facebook tell, yet to be confirmed.
    """

    provider: str
    uid: str
    entry: Entry | Halfway | None = None
    linked: bool = False
    told: dict[str, str] | None = None


class TooYoung(Exception):
    """The service says that somebody is younger than 18."""


class OthersAccount(Exception):
    """The account at the other service belongs to somebody else here, or to nobody where one was expected."""


class LastWayIn(Exception):
    """Without this service the person could not come back."""


def arrive(*, provider: str, uid: str, knock: Knock) -> Arrival:
    """Say what follows from somebody's being known to another service.

    :raises KeptOut: if they are excluded, by themselves, the device, the address or the account there; a member who
        signs in is not asked: they come back to the letter and to their rights (promise: RGT-4)
    :raises OthersAccount: if a member links what is another member's, or signs in with what is nobody's
    """
    if knock.purpose != "sign-in":
        _must_not_be_excluded(provider, uid, knock)
    member = _member_of(provider, uid)
    here = knock.person if knock.person is not None and not knock.person.is_guest else None
    if here is not None and knock.purpose == "link":
        return _link(here, provider, uid, member)
    if member is not None:
        entry = come_back(member=member, guest=knock.person, device=knock.device, now=knock.now)
        return Arrival(provider, uid, entry=entry)
    if here is not None:
        raise OthersAccount
    _must_not_be_excluded(provider, uid, knock)
    if knock.person is not None and knock.person.is_active and has_accepted(person_id=knock.person.pk):
        return Arrival(provider, uid, entry=_become_member(knock.person, provider, uid, knock), linked=True)
    return Arrival(provider, uid)


def hear(*, provider: str, uid: str, told: dict[str, str], knock: Knock) -> Arrival:
    """Take what a member let a service tell of them; nothing is kept before they have seen and confirmed it.

    :raises KeptOut: as `arrive`
    :raises OthersAccount: if it is about another account than the member has linked
    """
    _must_not_be_excluded(provider, uid, knock)
    owner = _member_of(provider, uid)
    if owner is None or knock.person is None or owner.pk != knock.person.pk:
        raise OthersAccount
    return Arrival(provider, uid, told=told)


def enter_and_join(
    *, provider: str, uid: str, knock: Knock, age_stated: bool, policy_version: str, language: str
) -> Entry | Halfway:
    """Let somebody in whom another service knows and we do not yet, and make them a member at once.

    :raises KeptOut: as `arrive`
    :raises AgeNotStated: as `enter_as_guest` (promise: CHI-1)
    :raises PolicyNotAccepted: as `enter_as_guest` (promise: SCO-2)
    """
    member = _member_of(provider, uid)
    if member is not None:
        return come_back(member=member, guest=knock.person, device=knock.device, now=knock.now)
    _must_not_be_excluded(provider, uid, knock)
    with transaction.atomic():
        entry = enter_as_guest(
            person=knock.person,
            device=knock.device,
            address_hash=knock.address_hash,
            age_stated=age_stated,
            policy_version=policy_version,
            language=language,
            now=knock.now,
        )
        joined = _become_member(entry.person, provider, uid, knock)
        return Entry(joined.person, entry.device, entry.device_key)


def unlink(*, person_id: UUID, provider: str) -> str:
    """Take a way in away; return the id there, or nothing if there was none.

    :raises LastWayIn: if the person could not come back without it
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        link = UserSocialAuth.objects.filter(user=person, provider=provider).first()
        if link is None:
            return ""
        if ways_in(person=person) == {provider}:
            raise LastWayIn
        link.delete()
        return str(link.uid)


@transaction.atomic
def remove_the_young(*, provider: str, uid: str, knock: Knock) -> None:
    """Delete whose account here it is that turns out to be younger than 18, and the guest who came with it.

    promise: CHI-2. A member who is signed in and brings an account that is not linked with theirs is not deleted:
    in a family's browser it may well be somebody else's. Neither is staff.
    """
    guest = knock.person if knock.person is not None and knock.person.is_guest else None
    for person in {guest, _member_of(provider, uid)}:
        if person is not None and not person.is_staff:
            leave(person, why=Erasure.Why.MINOR, now=knock.now)


@transaction.atomic
def leave(person: Person, *, why: Erasure.Why, now: datetime) -> None:
    """Erase somebody here and now, and close what is open of theirs."""
    news = partial(person_excluded.send, sender=Exclusion, person_id=person.pk, device_id=None, address_hash="")
    transaction.on_commit(news)
    erasures.erase(person_id=person.pk, email=person.email or "", why=why, now=now)


def _member_of(provider: str, uid: str) -> Person | None:
    """Return whose account there it is; nobody while they are being erased."""
    links = UserSocialAuth.objects.filter(provider=provider, uid=uid, user__is_active=True)
    link = links.select_related("user").first()
    return link.user if link is not None else None


def _must_not_be_excluded(provider: str, uid: str, knock: Knock) -> None:
    """Look at the person, the device, the address, and the account there (reliability T43, T44)."""
    here = gates.excluded_until(
        person=knock.person, device=knock.device, address_hash=knock.address_hash, now=knock.now
    )
    there = gates.identity_excluded_until(identity_hash=identity_hash("account", f"{provider}:{uid}"), now=knock.now)
    if ends := [until for until in (here, there) if until is not None]:
        raise KeptOut(max(ends))


def _link(person: Person, provider: str, uid: str, owner: Person | None) -> Arrival:
    if owner is not None and owner.pk != person.pk:
        raise OthersAccount
    if owner is None:
        _keep_link(person, provider, uid)
    return Arrival(provider, uid, linked=True)


def _become_member(person: Person, provider: str, uid: str, knock: Knock) -> Entry:
    """Make a guest a member: the row stays, and with it everything the guest had."""
    with transaction.atomic():
        _keep_link(person, provider, uid)
        person.member_since = person.member_since or knock.now
        person.save(update_fields=["member_since"])
        return Entry(person, *device_of(person, knock.device, now=knock.now))


def _keep_link(person: Person, provider: str, uid: str) -> None:
    """Keep that an account elsewhere is this person's: one of each service, and never a token."""
    try:
        with transaction.atomic():
            UserSocialAuth.objects.filter(user=person, provider=provider).delete()
            UserSocialAuth.objects.create(user=person, provider=provider, uid=uid)
    except IntegrityError as error:  # two tabs came back at once
        raise OthersAccount from error
