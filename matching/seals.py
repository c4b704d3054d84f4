"""What takes the place of a log: sealed handles of a partner, and a chain of seals over what was said. Pure.

The server keeps neither. A browser that hands them back proves with whom it talked and what was said, in which order,
and that nothing between was left out; nobody else can make or read them. promise: RET-3, RET-4, RET-7
"""

import base64
import hashlib
import hmac
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from msgspec import Meta, Struct

from .protocol import LONGEST_BODY

#: Milliseconds for which a key seals, and for which a handle can be handed back.
PERIOD: Final = 60 * 60 * 1000
HANDLE_LIVES: Final = 15 * 60 * 1000
#: Periods in which a seal still verifies: the longest talk, and the 15 minutes after it.
SEALS_LIVE: Final = 24
#: Periods by which another process's clock may be ahead: one that is a moment late must open what was just sealed.
_AHEAD: Final = 1
#: Bytes of a handle before it is sealed, so that its length tells nothing.
_ROOM: Final = 160
#: Texts that can be handed in at once.
MOST_MESSAGES: Final = 500

Head = str
Whose = Literal["holder", "partner"]
Counter = Annotated[int, Meta(ge=0, le=2**53 - 1)]  # what JavaScript counts exactly


class HandleForged(Exception):
    """Not a handle of ours, or not this person's."""


class HandleExpired(Exception):
    """A handle of more than 15 minutes ago."""


class BadTranscript(Exception):
    """What was handed in is not a list of sealed texts."""


class Keyring:
    """Keys that change each period, from the site's secrets: the first seals, all of them open.

    The secrets are strong keys already (``keys.derive``), so that HKDF need only expand them (RFC 5869 3.3).
    """

    def __init__(self, secrets: Sequence[bytes]) -> None:
        if not secrets or min(map(len, secrets)) < 32:  # noqa: PLR2004 - bytes of an HMAC-SHA256 key
            raise ValueError("A keyring needs secrets of 32 bytes or more.")
        self._secrets = tuple(secrets)
        self._key = lru_cache(maxsize=256)(self._derive)

    def current(self, now: int) -> tuple[int, bytes]:
        """Return the period of a time and the key that seals in it."""
        period = now // PERIOD
        return period, self._key(0, period)

    def of(self, period: int, *, now: int, periods: int) -> list[bytes]:
        """Return the keys that may have sealed in a period; none if that is too long ago, or yet to come.

        A period is what a token claims, so nothing is derived for one that can't be.
        """
        if not -_AHEAD <= now // PERIOD - period <= periods:
            return []
        return [self._key(which, period) for which in range(len(self._secrets))]

    def _derive(self, which: int, period: int) -> bytes:
        return HKDFExpand(SHA256(), 32, b"chatear seal " + str(period).encode()).derive(self._secrets[which])


@dataclass(frozen=True, slots=True)
class Handle:
    """Whom somebody talked with: opened only when they hand it back."""

    chat: str
    partner: str
    at: int


def seal_handle(keyring: Keyring, *, chat: str, partner: str, holder: str, now: int) -> str:
    """Return an opaque handle of the partner that only its holder can use.

    :raises ValueError: if the names are too long to be hidden in a handle's fixed length
    """
    period, key = keyring.current(now)
    told = msgspec.msgpack.encode((now, chat, partner))
    if len(told) > _ROOM - 1:
        raise ValueError("The names are too long for a handle.")
    plain = (bytes([len(told)]) + told).ljust(_ROOM, b"\0")
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, plain, b"handle" + holder.encode())
    return _to_text(struct.pack(">I", period) + nonce + sealed)


def open_handle(keyring: Keyring, token: str, *, holder: str, now: int, max_age: int = HANDLE_LIVES) -> Handle:
    """Return what a handle holds.

    :raises HandleForged: if it is none of ours, or somebody else's
    :raises HandleExpired: if it is older than ``max_age`` milliseconds
    """
    raw = _from_text(token)
    if raw is None or len(raw) != 16 + _ROOM + 16:  # period, nonce, what is sealed, tag
        raise HandleForged("This is no handle.")
    period, nonce, sealed = struct.unpack(">I", raw[:4])[0], raw[4:16], raw[16:]
    if now // PERIOD - period > max_age // PERIOD + 1:
        raise HandleExpired("This handle is too old.")
    for key in keyring.of(period, now=now, periods=max_age // PERIOD + 1):
        try:
            plain = AESGCM(key).decrypt(nonce, sealed, b"handle" + holder.encode())
        except InvalidTag:
            continue
        at, chat, partner = msgspec.msgpack.decode(plain[1 : 1 + plain[0]], type=tuple[int, str, str])
        if now - at > max_age:
            raise HandleExpired("This handle is too old.")
        return Handle(chat, partner, at)
    raise HandleForged("This is no handle.")


# --- what was said ---


def opening(keyring: Keyring, chat: str, *, now: int) -> Head:
    """Return the head of a chain on which nothing was said yet."""
    period, key = keyring.current(now)
    return _seal(period, key, b"open", chat.encode())


def stamp(keyring: Keyring, head: Head, *, chat: str, sender: str, seq: int, at: int, body: str) -> tuple[str, Head]:
    """Return the seal of a text and the chain's new head, which are the same; ``at``: Unix milliseconds."""
    period, key = keyring.current(at)
    seal = _Said(chat, seq, at, commitment(body), head).seal(period, key, sender)
    return seal, seal


def commitment(body: str) -> str:
    """Return what can stand for one's own words in a chain without telling them."""
    return hashlib.sha256(_bytes(body)).hexdigest()


class Sealed(Struct, frozen=True):
    """One text as it is handed in: a ``text`` frame, or of one's own words the ``commit`` in the ``body``'s place."""

    seq: Counter
    at: Counter  # Unix milliseconds
    seal: Annotated[str, Meta(max_length=100)]
    prev: Annotated[str, Meta(max_length=100)] | None = None  # by default the seal handed in before
    body: Annotated[str, Meta(max_length=LONGEST_BODY)] | None = None
    commit: Annotated[str, Meta(max_length=64)] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what was handed in: ``whose`` is None where the seal is wrong, ``body`` where it is withheld."""

    whose: Whose | None
    body: str | None
    seq: int
    at: int
    follows: bool  # nothing was left out between the line before and this one
    begins: bool  # nothing was said before it


def read_transcript(messages: Any) -> list[Sealed]:
    """Return what was handed in, from JSON text or from what JSON has become.

    :raises BadTranscript: if it is of another shape; says where
    """
    kind = Annotated[list[Sealed], Meta(max_length=MOST_MESSAGES)]
    try:
        if isinstance(messages, str | bytes):
            sealed = msgspec.json.decode(messages, type=kind)
        else:
            sealed = msgspec.convert(messages, kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadTranscript(str(error)[:200]) from None
    if any(one.body is None and one.commit is None for one in sealed):
        raise BadTranscript("A message has either a body or a commit.")
    return sealed


def verify(keyring: Keyring, *, chat: str, holder: str, partner: str, messages: Any, now: int) -> list[Line]:
    """Return for each text that is handed in whether, by whom and after what it was said.

    :param messages: as ``read_transcript`` takes them
    :raises BadTranscript: if they are of another shape
    """
    pair: dict[Whose, str] = {"holder": holder, "partner": partner}
    lines: list[Line] = []
    last = ""
    for one in read_transcript(messages):
        starts = _openings(keyring, chat, one.at, now=now)
        after = one.prev or last
        commit = commitment(one.body) if one.body is not None else str(one.commit)
        for prev in [after] if after else starts:
            said = _Said(chat, one.seq, one.at, commit, prev)
            if (whose := said.whose(keyring, pair, one.seal, now)) is not None:
                line = Line(whose, one.body, one.seq, one.at, follows=last in {"", prev}, begins=prev in starts)
                break
        else:
            line = Line(None, one.body, one.seq, one.at, follows=False, begins=False)
        lines.append(line)
        last = one.seal
    return lines


def _openings(keyring: Keyring, chat: str, at: int, *, now: int) -> list[Head]:
    """Return the heads on which a text of this time may be the first: the chain opens at most a period before it."""
    return [
        _seal(period, key, b"open", chat.encode())
        for period in (at // PERIOD, at // PERIOD - 1)
        for key in keyring.of(period, now=now, periods=SEALS_LIVE)
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a seal covers, but for who said it."""

    chat: str
    seq: int
    at: int
    commit: str
    prev: Head

    def seal(self, period: int, key: bytes, sender: str) -> str:
        parts = (self.chat, sender, str(self.seq), str(self.at), self.commit, self.prev)
        return _seal(period, key, b"text", *map(_bytes, parts))

    def whose(self, keyring: Keyring, pair: Mapping[Whose, str], seal: str, now: int) -> Whose | None:
        """Return which of two people the server sealed this for."""
        period = self.at // PERIOD
        for key in keyring.of(period, now=now, periods=SEALS_LIVE):
            for whose, sender in pair.items():
                if hmac.compare_digest(self.seal(period, key, sender).encode(), _bytes(seal)):
                    return whose
        return None


def _seal(period: int, key: bytes, *parts: bytes) -> str:
    """Return the HMAC of some parts, none of which can run into the next."""
    framed = b"".join(struct.pack(">I", len(part)) + part for part in parts)
    return f"{period:x}." + _to_text(hmac.digest(key, framed, "sha256"))


def _bytes(text: str) -> bytes:
    """Return a text as bytes, also one that is no text: halves of characters come in JSON's escapes."""
    return text.encode("utf-8", "surrogatepass")


def _to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _from_text(text: str) -> bytes | None:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return raw if _to_text(raw) == text else None
