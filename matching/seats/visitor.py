"""Who sits on a seat, and the way to their browser."""

from collections import deque
from dataclasses import dataclass
from typing import Final, Protocol

from .. import criteria, protocol

#: Frames that are kept for a browser whose socket broke.
MOST_UNHEARD: Final = 100
AS_AT_FIRST: Final = criteria.Shown()


class Outbox(Protocol):
    """The way to one browser. Neither call waits."""

    def put(self, frame: str) -> None:
        """Send a frame after those before it."""

    def close(self, code: protocol.Close) -> None:
        """End the socket after the frames before it."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What is known of the one who sits here, read once at connect."""

    person: str
    device: int | None
    address_hash: str
    limited_address: str  # the same, or empty where addresses are not limited
    country: str
    gender: criteria.Gender
    language: str
    is_member: bool
    blocked: frozenset[str]  # pair tokens
    shown: criteria.Shown = AS_AT_FIRST
    former: tuple[str, ...] = ()  # ids under which others may have blocked them as a guest
    tab: str = ""  # what the page calls itself, so that it gets its own seat back after a broken socket


class Absence:
    """Stands in for a browser whose socket broke, and keeps what it must hear if it comes back in time."""

    def __init__(self) -> None:
        self.unheard: deque[str] = deque(maxlen=MOST_UNHEARD)

    def put(self, frame: str) -> None:
        """Keep a frame."""
        self.unheard.append(frame)

    def close(self, code: protocol.Close) -> None:
        """Do nothing: there is no socket."""
