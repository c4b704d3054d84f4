"""A seat's side of a look: the server asks this browser to show its camera to the evidence receiver (protocol.md).

The browser is told nothing of why. Whatever goes wrong here disturbs neither the meeting nor the partner.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from channels.db import database_sync_to_async
from django.conf import settings

from .. import protocol, selectors, signaling
from ..signals import look_ended

if TYPE_CHECKING:
    from .seat import Seat

#: How often a browser is asked, each time with a new connection (reliability M21, T31).
TRIES: Final = 3
#: Milliseconds in which a browser makes its offer.
OFFER_WITHIN: Final = 3_000


@dataclass(slots=True, eq=False)
class _Asked:
    """One look that was asked for: how often, whether the browser ever offered, and whether one is being taken."""

    tries: int = 0
    offered: bool = False
    taking: bool = False


class Looking:
    """The looks that are asked of one browser."""

    def __init__(self, seat: "Seat") -> None:
        self._seat = seat
        self._asked: dict[str, _Asked] = {}

    def ask(self, look: str) -> None:
        """Ask the browser to show its camera."""
        if look not in self._asked:
            self._asked[look] = _Asked()
            self._try(look)

    def offered(self, frame: protocol.Look) -> None:
        """Take the browser's offer; one that was not asked for falls on the floor.

        :raises signaling.BadDescription: if it is none
        """
        asked = self._asked.get(frame.id)
        if asked is None or asked.taking or frame.description.type != "offer":
            return
        sdp = signaling.for_the_receiver(frame.description.sdp)
        asked.offered = asked.taking = True
        self._seat.exchange.spawn(self._take(frame.id, asked, sdp))

    def _try(self, look: str) -> None:
        asked = self._asked[look]
        asked.tries += 1
        number, exchange = asked.tries, self._seat.exchange
        servers = selectors.ice_servers(now=exchange.now() // 1000) if settings.RECEIVER_RELAYED else []
        exchange.relays.gave(self._seat.id, servers)
        self._seat.send(protocol.look(id=look, ice_servers=servers))
        exchange.later(OFFER_WITHIN, lambda: self._waited(look, number))

    def _waited(self, look: str, number: int) -> None:
        """Ask again, if the browser has not answered this time."""
        asked = self._asked.get(look)
        if asked is not None and asked.tries == number and not asked.taking:
            self._again(look, asked, "failed" if asked.offered else "refused")

    async def _take(self, look: str, asked: _Asked, sdp: str) -> None:
        attempt, looks = f"{look}{asked.tries}", self._seat.exchange.looks
        answer, outcome = await looks.offer(attempt, name=look, sdp=sdp), "failed"
        if answer:
            self._seat.send(protocol.look(id=look, description=protocol.Description("answer", answer)))
            outcome = await looks.end(attempt)
        asked.taking = False
        if outcome == "taken":
            self._end(look, outcome)
        else:
            self._again(look, asked, outcome)

    def _again(self, look: str, asked: _Asked, outcome: str) -> None:
        if asked.tries < TRIES:
            self._try(look)
        else:
            self._end(look, outcome)

    def _end(self, look: str, outcome: str) -> None:
        del self._asked[look]
        self._seat.send(protocol.look(id=look, done=True))
        self._seat.exchange.spawn(_tell(look, outcome))

    def leave(self) -> None:
        """End what was asked: the browser has gone, before or while it was looked at."""
        for look, asked in self._asked.items():
            if not asked.taking:
                self._seat.exchange.spawn(_tell(look, "failed" if asked.offered else "refused"))
        self._asked = {look: asked for look, asked in self._asked.items() if asked.taking}


async def _tell(look: str, outcome: str) -> None:
    await database_sync_to_async(look_ended.send_robust)(Looking, look_id=look, outcome=outcome)
