"""A seat's own numbers of a meeting, handed on when it is over: how it went, never with whom (promise: DAT-10)."""

from typing import TYPE_CHECKING

from .. import protocol
from ..behaviour import FAST
from .talking import Meeting

if TYPE_CHECKING:
    from .seat import Seat

#: Ends that say something of one of the two; a broken line or a closed tab says nothing.
MEANT = frozenset({"next", "stopped"})


class Conduct:
    """Counts one person's meetings."""

    def __init__(self, seat: "Seat") -> None:
        self._seat = seat

    def over(self, meeting: Meeting, why: protocol.Why, *, by_me: bool) -> None:
        """Hand on the numbers of a meeting that has ended; one's own leaving is none of them."""
        exchange, now = self._seat.exchange, self._seat.exchange.now()
        lasted = now - meeting.began_at
        said = meeting.conduct
        numbers: dict[str, float] = {"chats": 1, "seconds": lasted / 1000}
        if why in MEANT and not by_me and lasted < FAST:
            numbers["left_fast"] = 1
        numbers |= {name: float(count) for name, count in said.items() if name != "texts"}
        if again := said["texts"] - len(meeting.texts):
            numbers["repeated"] = float(again)
        exchange.spawn(exchange.behaviour.note(self._seat.person, numbers, now=now))
