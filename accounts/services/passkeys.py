"""Passkeys: a way in that needs no password, and a second step for who has one.

A challenge lies in Redis for five minutes and is taken once; nothing of it is kept with the visitor, who may not have
come in yet.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.models import WebAuthnCredential
from redis.exceptions import RedisError
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException

from accounts import throttle
from accounts.models import Device, Person
from chatear import redis

from . import joining, second_step
from .entry import Entry
from .mailbox import Reader

LASTS: Final = 300  # seconds for which a challenge is good; as long as browsers ask
MOST: Final = 20
LONGEST: Final = 16 * 1024  # characters of a browser's answer; real ones have some 2,000
Purpose = Literal["sign-in", "second-step", "prove", "add"]
#: What a browser's answer may be wrong by: by its proof, or by its shape.
WRONG: Final = (WebAuthnException, OTPWebAuthnApiError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


class NotProved(Exception):
    """A browser's answer proves no passkey of ours, or the question is too old."""


class TooMany(Exception):
    """Somebody has as many passkeys as one may have."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a browser was asked, of whom and what for."""

    purpose: Purpose
    person_id: UUID | None = None


class Helper(WebAuthnHelper):  # type: ignore[misc]  # the library has no types
    """The library's ceremonies, with the names that a device shows for a passkey."""

    def get_credential_name(self, user: Person) -> str:
        """Return under which name a device keeps a passkey."""
        return user.email or str(settings.OTP_WEBAUTHN_RP_NAME)

    get_credential_display_name = get_credential_name


def ask(*, purpose: Purpose, person: Person | None = None) -> dict[str, Any]:
    """Return what a browser needs to make or to use a passkey.

    :raises TooMany: if there are enough
    :raises throttle.NobodyCounts: if Redis is away
    """
    helper = Helper(None)
    if purpose == "add":
        if WebAuthnCredential.objects.filter(user=person).count() >= MOST:
            raise TooMany
        options, state = helper.register_begin(person)
    else:
        options, state = helper.authenticate_begin(user=person, require_user_verification=purpose != "second-step")
    kept = {"purpose": purpose, "person": str(person.pk) if person else "", "state": state}
    try:
        redis.live().set(_key(options["challenge"]), json.dumps(kept), ex=LASTS)
    except (RedisError, OSError) as error:
        raise throttle.NobodyCounts from error
    asked: dict[str, Any] = options
    return asked


def sign_in(*, answer: str, guest: Person | None, device: Device | None, now: datetime) -> Entry:
    """Let a member in by a passkey, whose owner the device has made sure of: that is both steps.

    :raises NotProved: if the answer is none to a question of ours
    """
    with transaction.atomic():
        member = _proved(answer, Question("sign-in")).user
        if member.is_guest:
            raise NotProved
        return joining.come_in(member=member, guest=guest, device=device, now=now)


def prove(*, answer: str, person: Person, purpose: Purpose) -> None:
    """Make sure that somebody has a passkey of theirs at hand.

    :raises NotProved: if they have not
    """
    with transaction.atomic():
        _proved(answer, Question(purpose, person.pk))


def add(*, answer: str, name: str, person: Person, reader: Reader, now: datetime) -> list[str]:
    """Keep a passkey that somebody has made; return recovery codes if it is their first second step.

    :raises NotProved: if the answer is none to a question of ours
    """
    data = _read(answer)
    state = _taken(data, Question("add", person.pk))
    try:
        with transaction.atomic():
            passkey = Helper(None).register_complete(user=person, state=state, data=data)
            passkey.name = name
            passkey.save(update_fields=["name"])
            second_step.tell(person, "passkey-added", reader, now)
            return second_step.first_codes(person)
    except (*WRONG, IntegrityError) as error:
        raise NotProved from error


@transaction.atomic
def remove(*, passkey_id: int, person: Person, reader: Reader, now: datetime) -> None:
    """Take a passkey away; twice is once."""
    if WebAuthnCredential.objects.filter(pk=passkey_id, user=person).delete()[0]:
        second_step.tidy(person)
        second_step.tell(person, "passkey-removed", reader, now)


def _proved(answer: str, question: Question) -> WebAuthnCredential:
    data = _read(answer)
    state = _taken(data, question)
    user = Person(pk=question.person_id) if question.person_id else None
    try:
        passkey = Helper(None).authenticate_complete(user=user, state=state, data=data)
    except WRONG as error:
        raise NotProved from error
    if not passkey.confirmed or not passkey.user.is_active:
        raise NotProved
    return passkey


def _read(answer: str) -> dict[str, Any]:
    try:
        data = json.loads(answer) if len(answer) <= LONGEST else None
    except (ValueError, RecursionError) as error:
        raise NotProved from error
    if not isinstance(data, dict):
        raise NotProved
    return data


def _taken(data: Mapping[str, Any], question: Question) -> dict[str, Any]:
    """Return what belongs to the challenge that an answer names, once: whoever comes with it again is too late."""
    try:
        said = json.loads(base64url_to_bytes(data["response"]["clientDataJSON"]))
        found = redis.live().getdel(_key(str(said["challenge"])[:200]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotProved from error
    except (RedisError, OSError) as error:
        raise throttle.NobodyCounts from error
    kept = json.loads(found) if found else {}
    if (kept.get("purpose"), kept.get("person")) != (question.purpose, str(question.person_id or "")):
        raise NotProved
    state: dict[str, Any] = kept["state"]
    return state


def _key(challenge: str) -> str:
    return f"passkey:{challenge}"
