"""The relay credentials that each seat was given, for as long as it is taken: so that its relays can be ended."""

import logging
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from typing import Any

from django.conf import settings

from matching.relay import NoCommandLine, end_relays

logger = logging.getLogger(__name__)


class Relays:
    """What coturn knows seats by. Nothing of it outlives the seat, nor leaves this process but to coturn."""

    def __init__(self, seats: Container[str]) -> None:
        """Note things of these seats only, so that what comes late is not kept of one that was left."""
        self._seats = seats
        self._given: defaultdict[str, list[str]] = defaultdict(list)

    def gave(self, seat: str, ice_servers: Iterable[Mapping[str, Any]]) -> None:
        """Note what a seat was given; a relay that was opened with an older credential is refreshed with it."""
        if seat in self._seats:
            self._given[seat] += [server["username"] for server in ice_servers if "username" in server]

    def forget(self, seat: str) -> list[str]:
        """Forget a seat that is left; return the user names that it had."""
        return self._given.pop(seat, [])


async def end(usernames: Collection[str]) -> None:
    """End the relays of somebody who may not be here any more, where coturn's command line is known."""
    if not usernames or not settings.TURN_CLI:
        return
    try:
        await end_relays(usernames, address=settings.TURN_CLI, password=settings.TURN_CLI_PASSWORD)
    except NoCommandLine:
        logger.warning("a relay was not ended: coturn's command line does not answer")
