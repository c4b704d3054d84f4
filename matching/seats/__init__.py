"""Seats: the conversation's ends, the exchange that holds those of a process, and the way in."""

from .admission import Refused, admit
from .exchange import Exchange, exchange_here
from .seat import Seat
from .visitor import Outbox, Visitor

__all__ = ["Exchange", "Outbox", "Refused", "Seat", "Visitor", "admit", "exchange_here"]
