"""A websocket client of the thinnest kind: no task and no queue of its own, so one process holds thousands."""

import asyncio
import resource
from collections.abc import Callable, Mapping
from typing import cast

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import SEND_EOF, State
from websockets.typing import Origin, Subprotocol
from websockets.uri import parse_uri

OPENED_WITHIN = 20  # seconds; 2,000 handshakes at once take a server about 6 s
NEVER_CLOSED = 1006  # what RFC 6455 7.1.5 calls an end without a close frame


class HandshakeRefused(Exception):
    """The server did not open the socket; `status` says with which answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the handshake was answered {status}")
        self.status = status


class Wire(asyncio.Protocol):
    """One client connection; hands whole text messages to `on_text` and the end to `on_end`."""

    def __init__(self, protocol: ClientProtocol, headers: Mapping[str, str]) -> None:
        self.protocol = protocol
        self.headers = headers
        self.early: list[str] = []  # what came before anybody listened
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.on_text: Callable[[str], None] = self.early.append
        self.on_end: Callable[[int], None] = lambda _code: None
        self.parts: list[bytes] = []
        self.code: int | None = None  # how it ended

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the handshake."""
        self.transport = cast("asyncio.Transport", transport)
        request = self.protocol.connect()
        for name, value in self.headers.items():
            request.headers[name] = value
        self.protocol.send_request(request)
        self._flush()

    def data_received(self, data: bytes) -> None:
        """Parse what came, and answer pings and closes."""
        self.protocol.receive_data(data)
        for event in self.protocol.events_received():
            if isinstance(event, Frame):
                self._take(event)
            elif isinstance(event, Response):
                self._open(event)
        self._flush()

    def eof_received(self) -> None:
        """Take the server's end of stream."""
        self.protocol.receive_eof()
        self._flush()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the end, once."""
        if not self.opened.done():
            self.opened.set_exception(ConnectionResetError("closed before the handshake was answered"))
        close = self.protocol.close_rcvd
        self.code = close.code if close else NEVER_CLOSED
        self.on_end(self.code)

    def listen(self, on_text: Callable[[str], None], on_end: Callable[[int], None]) -> None:
        """Hand over what comes, beginning with what came already."""
        self.on_text, self.on_end = on_text, on_end
        for text in self.early:
            on_text(text)
        if self.code is not None:
            on_end(self.code)

    @property
    def is_open(self) -> bool:
        """Whether messages pass."""
        return self.code is None and self.protocol.state is State.OPEN

    def send(self, text: str) -> None:
        """Send one text message."""
        self.protocol.send_text(text.encode())
        self._flush()

    def send_binary(self, data: bytes) -> None:
        """Send one binary message, which Chatear does not take."""
        self.protocol.send_binary(data)
        self._flush()

    def close(self, code: int = 1000) -> None:
        """Close as a polite browser does."""
        self.protocol.send_close(code)
        self._flush()

    def abort(self) -> None:
        """Break the TCP connection without a word, as a lost network does."""
        self.transport.abort()

    def _open(self, response: Response) -> None:
        if self.opened.done():
            return
        if self.protocol.handshake_exc is None:
            self.opened.set_result(None)
        else:
            self.opened.set_exception(HandshakeRefused(response.status_code))

    def _take(self, frame: Frame) -> None:
        if frame.opcode in {Opcode.TEXT, Opcode.CONT}:
            self.parts.append(bytes(frame.data))
            if frame.fin:
                whole, self.parts = b"".join(self.parts), []
                self.on_text(whole.decode())

    def _flush(self) -> None:
        for data in self.protocol.data_to_send():
            if data != SEND_EOF:
                self.transport.write(data)
            elif self.transport.can_write_eof():
                self.transport.write_eof()


async def open_wire(
    address: str, *, headers: Mapping[str, str], origin: str, subprotocol: str, source: str = ""
) -> Wire:
    """Open one socket at a `ws://` address, from a given address of this machine if that matters.

    :raises HandshakeRefused: if the server answers with anything but an open socket
    """
    uri = parse_uri(address)
    protocol = ClientProtocol(uri, origin=Origin(origin), subprotocols=[Subprotocol(subprotocol)], max_size=None)
    loop, here = asyncio.get_running_loop(), (source, 0) if source else None
    _transport, wire = await loop.create_connection(
        lambda: Wire(protocol, headers), uri.host, uri.port, local_addr=here
    )
    try:
        await asyncio.wait_for(wire.opened, OPENED_WITHIN)
    except BaseException:
        wire.transport.abort()
        raise
    return wire


def raise_file_limit(sockets: int) -> None:
    """Let this process hold that many sockets, where the system's hard limit allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = sockets + 500  # room for files, pipes and databases
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(wanted, hard)), hard))
