"""Every frame of the socket as a type; ``docs/websocket.md`` shows each. Pure.

``parse`` lets nothing through that is not of its shape, and raises nothing else than it says, whatever comes.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from .criteria import Mode, Wish, normalised

SUBPROTOCOL: Final = "chatear.1"
#: Bytes of the largest frame that is read.
LARGEST: Final = 32 * 1024

Why = Literal["next", "stopped", "lost", "replaced", "excluded", "failed"]
Role = Literal["offer", "answer"]
Chat = Annotated[str, Meta(min_length=1, max_length=64)]
Sdp = Annotated[str, Meta(max_length=16 * 1024)]
Handle = Annotated[str, Meta(min_length=1, max_length=1024)]
Counter = Annotated[int, Meta(ge=0, le=2**53 - 1)]  # what JavaScript counts exactly


class Close(IntEnum):
    """Why the server closes a socket."""

    BAD_FRAME = 4400
    NOT_ENTERED = 4401
    EXCLUDED = 4403
    ELSEWHERE = 4409
    TOO_FAST = 4429
    TOO_SLOW = 1013


class BadFrame(Exception):
    """Not a JSON object, too large, or binary: the socket is closed."""


class UnknownFrame(Exception):
    """A frame of a type that there is not; it gets an ``error``."""


class BadField(Exception):
    """A field is missing or not of its shape; it gets an ``error`` that names it."""


class Inbound(Struct, frozen=True, tag_field="type", tag=str.lower):
    """What a browser sends."""


class Description(Struct, frozen=True):
    """An RTCSessionDescriptionInit."""

    type: Role
    sdp: Sdp


class Candidate(Struct, frozen=True):
    """An RTCIceCandidateInit; an empty candidate ends them."""

    candidate: Annotated[str, Meta(max_length=512)]
    sdpMid: Annotated[str, Meta(max_length=16)] | None = None  # noqa: N815 - the browsers' name
    sdpMLineIndex: Annotated[int, Meta(ge=0, le=16)] | None = None  # noqa: N815
    usernameFragment: Annotated[str, Meta(max_length=256)] | None = None  # noqa: N815


Candidates = Annotated[tuple[Candidate, ...], Meta(max_length=32)]


class Seek(Inbound, frozen=True):
    """Look for somebody; while talking it is Next."""

    wish: Wish = Wish()
    mode: Mode = "video"
    offer: Sdp | Description | None = None
    chat_ends: bool = True
    relay: bool = False
    failed: bool = False


class Signal(Inbound, frozen=True):
    """A description, candidates or a wish for an offer, for the partner."""

    chat: Chat
    description: Description | None = None
    candidates: Candidates = ()
    please: Literal["restart", "offer"] | None = None


class Ready(Inbound, frozen=True):
    """A fresh standing offer."""

    offer: Sdp | Description


class Text(Inbound, frozen=True):
    """Words for the partner."""

    chat: Chat
    seq: Counter
    body: Annotated[str, Meta(min_length=1, max_length=2000)]


class Typing(Inbound, frozen=True):
    """Whether one writes."""

    chat: Chat
    on: bool


class Media(Inbound, frozen=True):
    """The state of one's own devices."""

    chat: Chat
    camera: bool
    microphone: bool
    blurred: bool = False


class Block(Inbound, frozen=True):
    """Never again with this one."""

    handle: Handle


class Undo(Inbound, frozen=True):
    """Take a Next back."""

    handle: Handle


class Look(Inbound, frozen=True):
    """The offer to the evidence receiver."""

    id: Chat
    description: Description


class Stop(Inbound, frozen=True):
    """Stop looking, or end the chat."""


class Ping(Inbound, frozen=True):
    """Answered by ``pong``."""

    n: Counter


Frame = Seek | Signal | Ready | Text | Typing | Media | Block | Undo | Look | Stop | Ping

_decoder: Final = msgspec.json.Decoder(Frame)
_plain: Final = msgspec.json.Decoder(dict[str, Any])
_TYPES: Final = frozenset(kind.__struct_config__.tag for kind in Frame.__args__)


def parse(text: str | None, data: bytes | None = None) -> Frame:
    """Read one frame.

    :raises BadFrame: if it is binary, over 32 KiB, or no JSON object
    :raises UnknownFrame: if there is no such type
    :raises BadField: if a field is not of its shape; says which
    """
    if text is None or data is not None:
        raise BadFrame
    try:
        raw = text.encode()
        if len(raw) > LARGEST:
            raise BadFrame
        frame = _decoder.decode(raw)
    except msgspec.ValidationError as error:
        raise _explained(raw, error) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise BadFrame from None
    return _settled(frame)


def _explained(raw: bytes, error: msgspec.ValidationError) -> Exception:
    """Return what is wrong with a frame that is JSON."""
    try:
        plain = _plain.decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return BadFrame()
    if plain.get("type") not in _TYPES if isinstance(plain.get("type"), str) else True:
        return UnknownFrame("There is no frame of this type.")
    return BadField(str(error)[:200])


def _settled(frame: Frame) -> Frame:
    if isinstance(frame, Signal):
        if sum((frame.description is not None, bool(frame.candidates), frame.please is not None)) != 1:
            message = "A signal carries one of description, candidates or please."
            raise BadField(message)
    elif isinstance(frame, Seek):
        sdp_of(frame.offer)
        return msgspec.structs.replace(frame, wish=normalised(frame.wish))
    elif isinstance(frame, Ready):
        sdp_of(frame.offer)
    return frame


def sdp_of(offer: str | Description | None) -> str | None:
    """Return an offer as SDP, whether it came bare or as a description.

    :raises BadField: if it is described as an answer
    """
    if isinstance(offer, Description):
        if offer.type != "offer":
            message = "An offer must have the type 'offer'."
            raise BadField(message)
        return offer.sdp
    return offer or None


# Control characters but line breaks and tabs, and marks that turn the reading direction round (reliability T16).
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_MARKS: Final = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def clean_body(body: str) -> str:
    """Return a text without what can't be seen or piles up over the lines; may be empty."""
    if body.isascii() and body.isprintable():
        return body.strip()
    return _MARKS.sub(r"\1", unicodedata.normalize("NFC", _UNSEEN.sub("", body))).strip()


# --- from the server ---

_encode: Final = msgspec.json.Encoder().encode


def _frame(kind: str, **fields: Any) -> str:
    return _encode({"type": kind} | {name: value for name, value in fields.items() if value is not UNSET}).decode()


def welcome(
    *,
    person: str,
    ice_servers: Sequence[Mapping[str, Any]],
    expires: int,
    limits: Mapping[str, Any],
    online: int,
    may: Mapping[str, bool],
    place: Mapping[str, str | None],
    chat: str | None,
) -> str:
    """Greet a socket; comes again with fresh TURN credentials.

    :param expires: Unix milliseconds
    :param chat: the meeting that goes on, where a tab came back after a broken socket
    """
    return _frame(
        "welcome",
        person=person,
        ice_servers=ice_servers,
        expires=expires,
        limits=limits,
        online=online,
        may=may,
        place=place,
        chat=chat,
    )


def waiting(*, since: int, stage: int, widens_at: int | None, ahead: int, drops: str) -> str:
    """Say how the search stands. Times: Unix milliseconds."""
    return _frame("waiting", since=since, stage=stage, widens_at=widens_at, ahead=ahead, drops=drops)


def matched(
    *,
    chat: str,
    handle: str,
    role: Role,
    partner: Mapping[str, Any],
    met_wish: Mapping[str, bool],
    offer: str | None,
    offered: bool | UnsetType = UNSET,
) -> str:
    """Say that a meeting has begun.

    :param offer: the waiting side's standing offer, for the joiner
    :param offered: for the waiting side: whether the joiner got it, or an offer must be made now
    """
    return _frame(
        "matched",
        chat=chat,
        handle=handle,
        role=role,
        partner=partner,
        met_wish=met_wish,
        offer=UNSET if offer is None else offer,
        offered=offered,
    )


def signal(
    *,
    chat: str,
    description: Description | None = None,
    candidates: Sequence[Candidate] = (),
    please: str | None = None,
) -> str:
    """Pass on the partner's side of the negotiation."""
    return _frame(
        "signal",
        chat=chat,
        description=UNSET if description is None else description,
        candidates=candidates or UNSET,
        please=UNSET if please is None else please,
    )


def text(*, chat: str, seq: int, sender: Literal["me", "partner"], body: str, at: int, prev: str, seal: str) -> str:
    """Give a sealed text to one of the two. ``at``: Unix milliseconds; ``seq`` is the sender's own counter."""
    return _frame("text", chat=chat, seq=seq, **{"from": sender}, body=body, at=at, prev=prev, seal=seal)


def typing(*, chat: str, on: bool) -> str:
    """Say whether the partner writes."""
    return _frame("typing", chat=chat, on=on)


def media(*, chat: str, camera: bool, microphone: bool, blurred: bool) -> str:
    """Say the state of the partner's devices."""
    return _frame("media", chat=chat, camera=camera, microphone=microphone, blurred=blurred)


def ended(*, chat: str, why: Why) -> str:
    """Say that a meeting is over."""
    return _frame("ended", chat=chat, why=why)


def look(
    *,
    id: str,  # noqa: A002 - the wire's name
    ice_servers: Sequence[Mapping[str, Any]] | UnsetType = UNSET,
    description: Description | UnsetType = UNSET,
    done: bool | UnsetType = UNSET,
) -> str:
    """Ask for a moment of the camera, answer the browser's offer, or say that it is done."""
    return _frame("look", id=id, ice_servers=ice_servers, description=description, done=done)


def notice(*, code: str, text: str) -> str:
    """Tell something that is no answer."""
    return _frame("notice", code=code, text=text)


def error(*, code: str, text: str, retry_after: float | None = None) -> str:
    """Say what was wrong and what to do. ``retry_after``: seconds, as in HTTP (RFC 9110 10.2.3)."""
    return _frame("error", code=code, text=text, retry_after=UNSET if retry_after is None else retry_after)


def pong(*, n: int) -> str:
    """Answer a ping."""
    return _frame("pong", n=n)
