"""The second step of signing in: codes that an app makes, and recovery codes for when it is lost."""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final, Literal
from urllib.parse import quote, urlencode

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import selectors, throttle
from accounts.models import Person
from privacy import emails

from .mailbox import Reader

ISSUER: Final = "Chatear"
HOW_MANY: Final = 10
#: Small letters and digits that nobody confuses on paper; ten of them are 49 bits.
CLEAR: Final = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH: Final = 10
DIGITS: Final = 6
What = Literal["app-added", "app-removed", "passkey-added", "passkey-removed", "codes-renewed"]


class WrongCode(Exception):
    """A code is not one of this moment, was used before, or never was one."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What an app needs to make codes: to be scanned, to be pressed on the same phone, and to be typed."""

    svg: str
    link: str
    words: str


def begin_app(*, person: Person) -> Secret:
    """Return the secret for an app; it counts for nothing until a code of it came back."""
    app, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=False, defaults={"name": "app"})
    words = b32encode(app.bin_key).decode()
    asked = urlencode({"secret": words, "issuer": ISSUER, "algorithm": "SHA1", "digits": DIGITS, "period": app.step})
    link = f"otpauth://totp/{quote(f'{ISSUER}:{person.email or ISSUER}')}?{asked}"
    svg = segno.make(link, error="m").svg_inline(border=4, light="#fff", dark="#000", omitsize=True)
    return Secret(svg, link, " ".join(words[at : at + 4] for at in range(0, len(words), 4)))


def confirm_app(*, person: Person, code: str, reader: Reader, now: datetime) -> list[str]:
    """Let an app count that has made a right code; return recovery codes, unless there are some already.

    :raises WrongCode: if the code is wrong
    :raises throttle.TooOften: if too many were
    """
    with transaction.atomic():
        app = TOTPDevice.objects.select_for_update().filter(user=person, confirmed=False).first()
        if is_right := app is not None and _verify(app, _bare(code)):
            TOTPDevice.objects.filter(user=person, confirmed=True).delete()
            TOTPDevice.objects.filter(pk=app.pk).update(confirmed=True)
            tell(person, "app-added", reader, now)
            codes = first_codes(person)
    if not is_right:  # outside: what was counted of a wrong code stays
        raise WrongCode
    return codes


def check(*, person: Person, code: str) -> None:
    """Take a code of the app, or a recovery code, which is then used up; none is taken twice.

    :raises WrongCode: if it is neither
    :raises throttle.TooOften: if too many were wrong
    """
    code = _bare(code)
    kind, given = (TOTPDevice, code) if len(code) == DIGITS else (StaticDevice, _kept(person, code))
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=person, confirmed=True).first()
        is_right = device is not None and _verify(device, given)
    if not is_right:
        raise WrongCode


@transaction.atomic
def renew_codes(*, person: Person, reader: Reader, now: datetime) -> list[str]:
    """Return new recovery codes; the old ones hold no more."""
    codes = _fresh_codes(person)
    tell(person, "codes-renewed", reader, now)
    return codes


@transaction.atomic
def remove_app(*, person: Person, reader: Reader, now: datetime) -> None:
    """Take the app for codes away; twice is once."""
    if TOTPDevice.objects.filter(user=person).delete()[0]:
        tidy(person)
        tell(person, "app-removed", reader, now)


def first_codes(person: Person) -> list[str]:
    """Return recovery codes for a first second step; none where somebody has some."""
    has_some = StaticToken.objects.filter(device__user=person).exists()
    return [] if has_some else _fresh_codes(person)


def tidy(person: Person) -> None:
    """Delete the recovery codes of somebody whose last second step is gone."""
    if not selectors.has_second_step(person=person):
        StaticDevice.objects.filter(user=person).delete()


def tell(person: Person, what: What, reader: Reader, now: datetime) -> None:
    """Mail somebody that their security changed: if it was somebody else, they learn of it."""
    if person.email:
        content = {
            "what": what,
            "security": reader.link("accounts:security"),
            "reset": reader.link("accounts:ask_reset"),
        }
        emails.post("security-changed", to=person.email, language=reader.language, content=content, now=now)


def _fresh_codes(person: Person) -> list[str]:
    StaticDevice.objects.filter(user=person).delete()
    device = StaticDevice.objects.create(user=person, name="recovery")
    codes = ["".join(secrets.choice(CLEAR) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(person, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _kept(person: Person, code: str) -> str:
    """Return what is kept of a recovery code: a keyed hash, as long as the library's column."""
    return salted_hmac("chatear.accounts.recovery", f"{person.pk}:{code}", algorithm="sha256").hexdigest()[:16]


def _bare(code: str) -> str:
    """Return a code without what people and apps put between its parts."""
    return "".join(letter for letter in code.lower() if letter.isalnum())


def _verify(device: TOTPDevice | StaticDevice, code: str) -> bool:
    """Ask the library, which counts wrong codes and lets each wait longer.

    :raises throttle.TooOften: while it waits
    """
    allowed, why = device.verify_is_allowed()
    if not allowed:
        raise throttle.TooOften(max(1, ceil((why["locked_until"] - timezone.now()).total_seconds())))
    return bool(device.verify_token(code))
