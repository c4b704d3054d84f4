"""What each frame of the browser does to its seat."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from .. import protocol, seals, signaling
from ..buckets import TooFast

if TYPE_CHECKING:
    from .seat import Seat

Handler = Callable[["Seat", Any, int], Awaitable[None]]


async def handle(seat: "Seat", text: str | None, data: bytes | None) -> None:
    """Read a frame and do what it asks, or say in an ``error`` why not.

    :raises protocol.BadFrame: if the socket must be closed with 4400
    """
    now = seat.exchange.now()
    try:
        await seat.allowance.spend("frame", now=now)
        frame = protocol.parse(text, data)
        await HANDLERS[type(frame)](seat, frame, now)
    except TooFast as refusal:
        seat.refuse("too_fast", retry_after=refusal.retry_after / 1000)
    except REFUSED as refusal:
        seat.refuse(_code(refusal), str(refusal))
    else:
        seat.refusals = 0


async def _seek(seat: "Seat", frame: protocol.Seek, now: int) -> None:
    if seat.meeting is not None and not frame.chat_ends:
        return  # the wish was changed while the match was on its way
    if seat.exchange.opening == "closed":
        seat.refuse("nobody_watches")
        return
    await seat.allowance.spend("seek", now=now)
    if seat.meeting is not None:
        seat.end("failed" if frame.failed else "next")
    seat.hide_address(frame.relay)
    seat.keep_offer(protocol.sdp_of(frame.offer))
    await seat.searcher.seek(seat.wishing(frame.wish, frame.mode), now=now)


async def _stop(seat: "Seat", _frame: protocol.Stop, _now: int) -> None:
    seat.end("stopped")
    await seat.searcher.stop()


async def _ready(seat: "Seat", frame: protocol.Ready, _now: int) -> None:
    seat.keep_offer(protocol.sdp_of(frame.offer))


async def _text(seat: "Seat", frame: protocol.Text, now: int) -> None:
    if seat.is_in(frame.chat):
        await seat.allowance.spend("text", now=now)
        seat.talk.text(frame, now=now)


async def _signal(seat: "Seat", frame: protocol.Signal, _now: int) -> None:
    seat.talk.signal(frame)


async def _typing(seat: "Seat", frame: protocol.Typing, _now: int) -> None:
    seat.talk.typing(frame)


async def _media(seat: "Seat", frame: protocol.Media, _now: int) -> None:
    seat.talk.media(frame)


async def _block(seat: "Seat", frame: protocol.Block, now: int) -> None:
    handle = seals.open_handle(seat.exchange.keyring, frame.handle, holder=seat.person, now=now)
    await seat.avoid_for_ever(handle.partner)
    if seat.is_in(handle.chat):
        seat.end("stopped")


async def _undo(seat: "Seat", frame: protocol.Undo, now: int) -> None:
    handle = seals.open_handle(seat.exchange.keyring, frame.handle, holder=seat.person, now=now)
    seat.want_back(handle.chat, now=now)


async def _look(seat: "Seat", frame: protocol.Look, _now: int) -> None:
    seat.looking.offered(frame)


async def _ping(seat: "Seat", frame: protocol.Ping, _now: int) -> None:
    seat.send(protocol.pong(n=frame.n))


HANDLERS: Final[dict[type, Handler]] = {
    protocol.Seek: _seek,
    protocol.Stop: _stop,
    protocol.Ready: _ready,
    protocol.Text: _text,
    protocol.Signal: _signal,
    protocol.Typing: _typing,
    protocol.Media: _media,
    protocol.Block: _block,
    protocol.Undo: _undo,
    protocol.Look: _look,
    protocol.Ping: _ping,
}

#: What is refused with an ``error``, by its code.
CODES: Final[dict[type[Exception], str]] = {
    protocol.UnknownFrame: "bad_frame",
    protocol.BadField: "bad_frame",
    signaling.BadDescription: "bad_offer",
    signaling.BadCandidate: "bad_candidate",
    seals.HandleForged: "bad_handle",
    seals.HandleExpired: "bad_handle",
}
REFUSED: Final = tuple(CODES)


def _code(refusal: Exception) -> str:
    return next(code for kind, code in CODES.items() if isinstance(refusal, kind))
