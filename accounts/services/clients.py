"""What a browser or an app says of itself (promise: DAT-7)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.crypto import salted_hmac

from accounts import tokens, usage
from accounts.models import Device

#: What a phone app may say, and how much of it.
PHONE: Final[Mapping[str, int]] = {"maker": 60, "model": 60, "system": 60, "serial": 64, "imei": 24}
SERIAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{3,63}")
#: Of a phone without an IMEI: an MEID (14 hexadecimal digits) or an ESN (8, or 11 decimal ones).
MEID_OR_ESN: Final = re.compile(r"[0-9A-F]{14}|[0-9A-F]{8}|[0-9]{11}")
IMEI: Final = re.compile(r"[0-9]{15}")


class NoSuchDevice(Exception):
    """The device's key is not one of this person's."""


class NotAPhone(Exception):
    """One thing that an app said of its phone can't be: ``field`` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


REFUSALS: Final = (NoSuchDevice, NotAPhone)


def tell_capabilities(*, person_id: UUID, device_key: str, said: object, now: datetime) -> None:
    """Keep what a browser says that it can do.

    :raises usage.NotACapability: if something is not on the list
    :raises NoSuchDevice: if it is not this person's
    """
    _keep(person_id, device_key, now, capabilities=usage.capabilities(said))


def tell_phone(*, person_id: UUID, device_key: str, said: object, now: datetime) -> None:
    """Keep what an app says of its phone; numbers that name one single phone only as keyed hashes.

    :raises NotAPhone: if something is not on the list, too long, or no such number
    :raises NoSuchDevice: if it is not this person's
    """
    if not isinstance(said, dict) or not said:
        raise NotAPhone("")
    fields = {name: _line(name, value) for name, value in said.items()}
    if fields.get("serial") and not SERIAL.fullmatch(fields["serial"]):
        raise NotAPhone("serial")
    changes = {name: value for name, value in fields.items() if name not in {"serial", "imei"}}
    if "serial" in fields:
        changes["serial_hash"] = _hash("serial", fields["serial"])
    if "imei" in fields:
        changes["imei_hash"] = _hash("imei", _phone_number_plate(fields["imei"]))
    _keep(person_id, device_key, now, **changes)


def _keep(person_id: UUID, device_key: str, now: datetime, **changes: Any) -> None:
    theirs = Device.objects.filter(person_id=person_id, key_hash=tokens.key_hash(device_key))
    if not device_key or not theirs.update(last_seen_at=now, **changes):
        raise NoSuchDevice


def _line(name: object, value: object) -> str:
    """Return one line of words, as short as its column.

    :raises NotAPhone: if it is anything else
    """
    if name not in PHONE or not isinstance(value, str):
        raise NotAPhone(str(name)[:20])
    line = value.strip()
    if len(line) > PHONE[str(name)] or not line.isprintable():
        raise NotAPhone(str(name))
    return line


def _phone_number_plate(written: str) -> str:
    """Return an IMEI, MEID or ESN as its digits alone; an IMEI's last digit must fit the others (Luhn).

    :raises NotAPhone: if it is none
    """
    digits = re.sub(r"[ /.-]", "", written).upper()
    if not digits or MEID_OR_ESN.fullmatch(digits):
        return digits
    if not IMEI.fullmatch(digits) or not _fits(digits) or len(set(digits)) == 1:
        raise NotAPhone("imei")
    return digits


def _fits(digits: str) -> bool:
    """Whether a number's last digit is the check digit of the others."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0  # noqa: PLR2004 - Luhn's


def _hash(what: str, value: str) -> str:
    """Return a keyed hash, under a key for each purpose; nothing stays nothing."""
    if not value:
        return ""
    return salted_hmac(f"chatear.accounts.clients.{what}", value, algorithm="sha256").hexdigest()
