"""From text to frames: nothing passes that is not of its shape. Pure."""

import re
import unicodedata
from typing import Any, Final

import msgspec

from ..criteria import normalised
from .frames import LARGEST, BadField, BadFrame, Description, Frame, Ready, Seek, Signal, UnknownFrame

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
