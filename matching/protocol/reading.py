"""From text to frames: nothing passes that is not of its shape. Pure."""

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
    kind = plain.get("type")
    if not isinstance(kind, str) or kind not in _TYPES:
        return UnknownFrame("There is no frame of this type.")
    what, _, where = str(error).partition(" - at `$")
    field = where.strip(".`")
    return BadField(f"The field {field} is wrong: {what}."[:200] if field else f"{what[:200]}.")


def _settled(frame: Frame) -> Frame:
    if isinstance(frame, Signal):
        if sum((frame.description is not None, bool(frame.candidates), frame.please is not None)) != 1:
            raise BadField("A signal carries one of description, candidates or please.")
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
            raise BadField("An offer must have the type 'offer'.")
        return offer.sdp
    return offer or None
