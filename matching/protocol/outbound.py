"""What the server sends: one function a frame. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from .frames import Candidate, Description, Role, Why

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
    :param may: by which wishes one may be found; ``clear`` and ``meet``: whether pictures may be clear, people meet,
        which the operator may not wish while no moderator is on duty
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


def media(*, chat: str, camera: bool, microphone: bool, blurred: bool, ready: bool = False) -> str:
    """Say the state of the partner's devices, and where they would clear their picture, that."""
    agreed = {"ready": True} if ready else {}
    return _frame("media", chat=chat, camera=camera, microphone=microphone, blurred=blurred, **agreed)


def handle(*, chat: str, handle: str) -> str:
    """Give a fresh handle of the partner: the one before it is good for a quarter of an hour, and talks last longer."""
    return _frame("handle", chat=chat, handle=handle)


def ended(*, chat: str, why: Why, handle: str) -> str:
    """Say that a meeting is over; from now on its handle is good for a quarter of an hour."""
    return _frame("ended", chat=chat, why=why, handle=handle)


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
