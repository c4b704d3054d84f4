"""Whose pages may open our socket: an exact match of scheme, host and port (RFC 6454, RFC 6455 10.2).

Channels' own validators let any port and scheme of an allowed host pass, and fall over malformed values.
"""

from collections.abc import Awaitable, Callable, Collection
from typing import Any

App = Callable[[Any, Any, Any], Awaitable[None]]


class ExactOrigin:
    """Refuse handshakes with another ``Origin`` than ours, with none, or with two, by a 403."""

    def __init__(self, app: App, *, allowed: Collection[str]) -> None:
        self._app = app
        self._allowed = frozenset(origin.rstrip("/").lower() for origin in allowed)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Pass a handshake of one of our own pages on."""
        sent = [value for name, value in scope["headers"] if name == b"origin"]
        if len(sent) == 1 and sent[0].decode("latin-1").lower() in self._allowed:
            await self._app(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close"})
