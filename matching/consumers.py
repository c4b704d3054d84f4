"""The websocket: frames to the seat, the seat's frames to the browser, and nothing else."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Final

from channels.consumer import AsyncConsumer, get_handler_name
from channels.exceptions import StopConsumer

from . import protocol
from .seats import Refused, Seat, admit, exchange_here

Send = Callable[[Any], Awaitable[None]]

#: Frames that may wait for a browser that does not read; past them it is cut off.
MAX_UNREAD: Final = 256
#: Close codes of a browser that leaves and of a server that stops (RFC 6455 7.4.1); any other is a broken line.
SAID_GOODBYE: Final = frozenset({1000, 1001, 1012})


class Outbox:
    """Frames on their way to one browser. Whoever puts one in never waits for the browser."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._unread: deque[dict[str, Any]] = deque()
        self._wake: asyncio.Future[None] | None = None
        self.closed = False
        self._writer = asyncio.create_task(self._write())

    def put(self, frame: str) -> None:
        """Send a frame after those before it."""
        if len(self._unread) >= MAX_UNREAD:
            self._unread.clear()
            self.close(protocol.Close.TOO_SLOW)
        elif not self.closed:
            self._add({"type": "websocket.send", "text": frame})

    def close(self, code: int) -> None:
        """End the socket after the frames before it."""
        if not self.closed:
            self.closed = True
            self._add({"type": "websocket.close", "code": int(code)})

    async def cut(self) -> None:
        """Stop sending: nobody is there any more."""
        self._writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writer

    def _add(self, message: dict[str, Any]) -> None:
        self._unread.append(message)
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def _write(self) -> None:
        with contextlib.suppress(OSError):  # the browser went; its disconnect is on the way
            while True:
                while self._unread:
                    await self._send(self._unread.popleft())
                self._wake = asyncio.get_running_loop().create_future()
                await self._wake


class ChatConsumer(AsyncConsumer):
    """Hand frames to a ``Seat``; decide nothing.

    Channels' own dispatch hops to a thread for each message, and waits there for whoever uses the database. None of
    our frames does, so frames are read in a plain loop: a fifth of the cost, and no slow neighbour (ADR 2).
    """

    seat: Seat  # given by websocket_connect(); a refused socket never gets one
    outbox: Outbox

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Run one socket from its handshake to its end."""
        self.scope, self.base_send = scope, send
        try:
            with contextlib.suppress(StopConsumer):
                while True:
                    await self.dispatch(await receive())
        finally:
            if hasattr(self, "outbox"):
                await self.outbox.cut()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Call the method that an ASGI message names."""
        await getattr(self, get_handler_name(message))(message)

    async def websocket_connect(self, _message: dict[str, Any]) -> None:
        """Accept, so that a refusal can say why by its close code, and take a seat."""
        await self.send({"type": "websocket.accept", "subprotocol": protocol.SUBPROTOCOL})
        self.outbox = Outbox(self.base_send)
        try:
            self.seat = await admit(self.scope, exchange=await exchange_here(), outbox=self.outbox)
        except Refused as refusal:
            self.outbox.close(refusal.code)

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        """Hand on a frame; one that is none closes the socket."""
        if not hasattr(self, "seat"):
            return
        try:
            await self.seat.handle(message.get("text"), message.get("bytes"))
        except protocol.BadFrame:
            self.outbox.close(protocol.Close.BAD_FRAME)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """Free the seat, unless the socket broke and the tab may come back."""
        await self.outbox.cut()
        if hasattr(self, "seat"):
            on_purpose = self.outbox.closed or message.get("code") in SAID_GOODBYE
            await self.seat.exchange.socket_ended(self.seat, self.outbox, on_purpose=on_purpose)
        raise StopConsumer
