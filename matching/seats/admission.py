"""The way from a handshake to a seat: who is it, may they come in, and what are they told first."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Final, cast
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.utils import timezone

from accounts import addresses, presence
from accounts.selectors import Newcomer, former_names, newcomer

from .. import protocol, selectors
from ..buckets import LIMITS, TooFast
from ..criteria import Gender
from .exchange import Exchange
from .seat import Seat
from .visitor import Outbox, Visitor

#: Characters of what a page calls itself.
LONGEST_TAB: Final = 64
CLOSE_CODES: Final = {
    "NOT_ENTERED": protocol.Close.NOT_ENTERED,
    "RESTRICTED": protocol.Close.NOT_ENTERED,
    "SIGN_IN": protocol.Close.NOT_ENTERED,
    "AGE_CHECK": protocol.Close.NOT_ENTERED,
    "EXCLUDED": protocol.Close.EXCLUDED,
}


class Refused(Exception):
    """Somebody may not come in; ``code`` is the close code that says why."""

    def __init__(self, code: protocol.Close) -> None:
        super().__init__(code.name)
        self.code = code


async def admit(scope: Mapping[str, Any], *, exchange: Exchange, outbox: Outbox) -> Seat:
    """Seat whoever opened a socket, and greet them. The only database work of a socket happens here.

    :raises Refused: if the gate says no, or the door is pushed too often
    """
    visitor, country = await database_sync_to_async(_read)(scope)
    try:
        await exchange.buckets.take(
            "connect", person=visitor.person, address=visitor.limited_address, many=1, now=exchange.now()
        )
    except TooFast as refusal:
        raise Refused(protocol.Close.TOO_FAST) from refusal
    seat = await exchange.take(visitor, outbox)
    greet(seat, country)
    seat.catch_up()
    return seat


def greet(seat: Seat, country: str) -> None:
    """Send ``welcome``, and again before its TURN credentials expire."""
    exchange = seat.exchange
    if seat.id not in exchange.seats:
        return
    now = exchange.now()
    servers = selectors.ice_servers(now=now // 1000)
    exchange.relays.gave(seat.id, servers)
    seat.send(
        protocol.welcome(
            person=seat.person,
            ice_servers=servers,
            expires=now + settings.TURN_LIFETIME * 1000,
            limits={what: {"burst": limit.burst, "per_second": limit.per_second} for what, limit in LIMITS.items()},
            online=exchange.online,
            may={
                **dict.fromkeys(("genders", "countries", "languages", "interests"), True),
                "clear": exchange.opening == "open",
                "meet": exchange.opening != "closed",
            },
            place={"country": country or None, "found": "address" if country else ""},
            chat=seat.meeting.chat if seat.meeting else None,
        )
    )
    exchange.later(settings.TURN_LIFETIME * 750, lambda: greet(seat, country))


def _read(scope: Mapping[str, Any]) -> tuple[Visitor, str]:
    cookies = _cookies(scope)
    address = addresses.of_scope(scope)
    known = newcomer(
        person_id=_person_id(cookies.get(settings.SESSION_COOKIE_NAME, "")),
        device_key=cookies.get(settings.DEVICE_COOKIE_NAME, ""),
        address=address,
        now=timezone.now(),
    )
    if not known.verdict.admitted or known.person is None:
        raise Refused(CLOSE_CODES.get(known.verdict.why, protocol.Close.NOT_ENTERED))
    presence.came_from(person_id=known.person.pk, address_hash=known.address_hash)
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    tab = query.get("tab", [""])[0][:LONGEST_TAB]
    limited = not addresses.is_exempt(address)
    return _visitor(known, limited=limited, tab=tab), known.place.country if known.place else ""


def _visitor(known: Newcomer, *, limited: bool, tab: str) -> Visitor:
    person = known.person
    assert person is not None  # noqa: S101 - the caller has seen to it
    return Visitor(
        person=str(person.pk),
        device=known.device.pk if known.device else None,
        address_hash=known.address_hash,
        limited_address=known.address_hash if limited else "",
        country=known.place.country if known.place else "",
        gender=cast("Gender", person.gender),
        language=person.language,
        is_member=not person.is_guest,
        blocked=selectors.blocked_tokens(person_id=person.pk),
        shown=selectors.shown(person=person, today=timezone.now().date()),
        former=tuple(map(str, former_names(person_id=person.pk))),
        tab=tab,
    )


def _person_id(session_key: str) -> str | None:
    """Return whose session it is; None for nobody's, and for one that a changed password has ended."""
    engine = import_module(settings.SESSION_ENGINE)
    request = SimpleNamespace(session=engine.SessionStore(session_key))
    user = get_user(request)  # type: ignore[arg-type]  # it reads the session alone
    return str(user.pk) if user.is_authenticated else None


def _cookies(scope: Mapping[str, Any]) -> dict[str, str]:
    header = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
