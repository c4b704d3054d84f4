"""Every frame that a browser sends as a type, and what frames are made of. Pure."""

from enum import IntEnum
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from ..criteria import Mode, Wish
from .bodies import LONGEST_BODY

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
    body: Annotated[str, Meta(min_length=1, max_length=LONGEST_BODY)]


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
    ready: bool = False  # agrees to see each other clearly


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
