"""What accounts reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from privacy.roles import SUPERUSER

from . import addresses, geo, sessions, tokens
from .gates import Verdict, may_enter
from .models import Device, FormerName, OpenSession, Person, Profile

#: More guests than one comes back from in a while; each makes every search a little dearer.
MOST_FORMER_NAMES: Final = 16


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who stands at the door of the chat, and what the gate says."""

    person: Person | None
    device: Device | None
    address_hash: str
    place: geo.Place | None
    verdict: Verdict


def newcomer(*, person_id: str | UUID | None, device_key: str, address: str, now: datetime) -> Newcomer:
    """Return who comes, by session, device and address; asked once for each socket and each page of the chat."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    device = device_of(device_key=device_key)
    address_hash = addresses.keyed_hash(address)
    place = geo.place_of(address)
    country = place.country if place else ""
    verdict = may_enter(person=person, device=device, address_hash=address_hash, country=country, now=now)
    return Newcomer(person, device, address_hash, place, verdict)


def device_of(*, device_key: str) -> Device | None:
    """Return the device whose cookie holds this key."""
    return Device.objects.filter(key_hash=tokens.key_hash(device_key)).first() if device_key else None


def has_second_step(*, person: Person) -> bool:
    """Whether a person's password alone does not open the account: there is a passkey, or an app that makes codes.

    Recovery codes are no step of their own; they stand in for one that was lost.
    """
    ready = {"user": OuterRef("pk"), "confirmed": True}
    steps = Q(Exists(TOTPDevice.objects.filter(**ready))) | Q(Exists(WebAuthnCredential.objects.filter(**ready)))
    found: bool = Person.objects.filter(steps, pk=person.pk).exists()
    return found


def has_passkey(*, person: Person) -> bool:
    """Whether a person has a passkey."""
    return bool(WebAuthnCredential.objects.filter(user=person, confirmed=True).exists())


@dataclass(frozen=True, slots=True)
class Locks:
    """What keeps others out of an account."""

    passkeys: list[WebAuthnCredential]
    app: TOTPDevice | None
    codes_left: int

    @property
    def steps(self) -> int:
        """How many second steps there are; once the last is gone the password alone opens the account."""
        return len(self.passkeys) + (self.app is not None)


def locks_of(*, person: Person) -> Locks:
    """Return what keeps others out of a person's account."""
    return Locks(
        passkeys=list(WebAuthnCredential.objects.filter(user=person, confirmed=True).order_by("created_at", "pk")),
        app=TOTPDevice.objects.filter(user=person, confirmed=True).first(),
        codes_left=StaticToken.objects.filter(device__user=person).count(),
    )


@dataclass(frozen=True, slots=True)
class OpenIn:
    """One open session, by the name that a page may show, and whether it is the one that asks."""

    name: str
    device: Device | None
    last_used_at: datetime
    is_this: bool


def open_sessions(*, person: Person, key: str) -> list[OpenIn]:
    """Return a person's open sessions, the one that asks first, then by when they were used last."""
    lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    found = [
        OpenIn(sessions.public_name(row.session_key), row.device, row.expire_date - lasts, row.session_key == key)
        for row in OpenSession.objects.filter(person=person).select_related("device")
    ]
    return sorted(found, key=lambda row: (row.is_this, row.last_used_at), reverse=True)


def devices_of(*, person: Person) -> list[Device]:
    """Return the browsers and apps that a person came in with, the last one first."""
    return list(Device.objects.filter(person=person).order_by("-last_seen_at", "-pk"))


def former_names(*, person_id: UUID) -> list[UUID]:
    """Return the ids under which a member was here as a guest, the last first."""
    names = FormerName.objects.filter(person_id=person_id).order_by("-pk").values_list("name", flat=True)
    return list(names[:MOST_FORMER_NAMES])


def profile_of(*, person: Person) -> Profile:
    """Return what somebody says of themselves; an empty profile, of no row yet, where they have said nothing."""
    return Profile.objects.select_related("person").filter(person=person).first() or Profile(person=person)


@dataclass(frozen=True, slots=True)
class MemberOfStaff:
    """Somebody who may see staff's pages, and in which roles; a superuser needs none."""

    person: Person
    roles: list[str]


def staff_with_roles() -> list[MemberOfStaff]:
    """Return all staff with their roles, by e-mail address."""
    people = Person.objects.filter(is_staff=True).prefetch_related("groups").order_by("email")
    return [MemberOfStaff(person, sorted(group.name for group in person.groups.all())) for person in people]


def roles_of(*, person: Person) -> list[str]:
    """Return the roles of a member of staff by name (promise: SEC-3)."""
    names = list(person.groups.order_by("name").values_list("name", flat=True))
    return [SUPERUSER, *names] if person.is_superuser else names
