"""What may be noted of a visit and of a browser, and nothing besides (promises: DAT-2, DAT-7). Pure but for the key."""

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from chatear import redis

from . import addresses

VISIT_LASTS: Final = timedelta(minutes=30)  # without another page
LONGEST_PAGE: Final = 6 * 60 * 60  # seconds; longer is a forgotten tab
LONGEST_HOST: Final = 120
HOST: Final = re.compile(r"[a-z0-9]([a-z0-9.-]{0,118}[a-z0-9])?")
SOON_AFTER_MIDNIGHT: Final = timedelta(minutes=5)

#: What a browser may say of itself: names, and the values that each may have. Sizes and numbers come as classes, so
#: that they say what a browser can do and not which of all browsers it is.
CAPABILITIES: Final[Mapping[str, frozenset[Any]]] = {
    "webrtc": frozenset({True, False}),
    "insertable_streams": frozenset({True, False}),
    "speaker_selection": frozenset({True, False}),
    "picture_in_picture": frozenset({True, False}),
    "touch": frozenset({True, False}),
    "mobile": frozenset({True, False}),
    "screen": frozenset({"small", "medium", "large"}),
    "cores": frozenset({"1-2", "3-4", "5-8", "9+"}),
}
#: The only one with several values.
CODECS: Final = frozenset({"VP8", "VP9", "AV1", "H264", "H265", "opus"})


class NotACapability(Exception):
    """Something was said of a browser that nobody asked about."""


def capabilities(said: object) -> dict[str, Any]:
    """Return what a browser said of itself, if all of it is on the list.

    :raises NotACapability: if something is not
    """
    if not isinstance(said, dict) or not said:
        raise NotACapability
    for name, value in said.items():
        if name == "codecs":
            _check_codecs(value)
        elif name not in CAPABILITIES or not isinstance(value, bool | str) or value not in CAPABILITIES[name]:
            raise NotACapability
    return {name: sorted(set(value)) if name == "codecs" else value for name, value in sorted(said.items())}


def _check_codecs(value: object) -> None:
    if not isinstance(value, list) or len(value) > len(CODECS):
        raise NotACapability
    if not all(isinstance(codec, str) and codec in CODECS for codec in value):
        raise NotACapability


def host_of(referrer: str, *, ours: str) -> str:
    """Return the host of the site that led here; nothing of its address besides, and nothing of our own."""
    try:
        host = urlsplit(referrer).hostname or ""
    except ValueError:
        return ""
    return host if host != ours.partition(":")[0].lower() and HOST.fullmatch(host) else ""


def address_hash(address: str, *, now: datetime) -> str:
    """Return what a visit keeps of its address: an HMAC under a key that is gone when the day is.

    The key lives in the Redis that never persists. Without it nobody can say whether two days' visits came from one
    address, nor try out addresses; without Redis nothing is kept.
    """
    hashed = addresses.keyed_hash(address)
    try:
        key = _key_of_the_day(now) if hashed else b""
    except (RedisError, OSError):
        return ""
    return salted_hmac("chatear.accounts.usage", hashed, secret=key, algorithm="sha256").hexdigest() if key else ""


def key_name(now: datetime) -> str:
    """Return under which name the key of a day lies in Redis."""
    return f"usage:key:{now.astimezone(UTC):%Y-%m-%d}"


def _key_of_the_day(now: datetime) -> bytes:
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    left = day + timedelta(days=1) + SOON_AFTER_MIDNIGHT - now
    live, name = redis.live(), key_name(now)
    live.set(name, secrets.token_bytes(32), nx=True, ex=max(1, int(left.total_seconds())))
    key = live.get(name)
    if not isinstance(key, bytes):
        raise RedisError("the key of the day is not there")
    return key
