"""News between seats, wherever they are: a direct call inside one process, one encrypted message between two.

One subscription and one publisher a process; what is posted in one tick of the loop leaves as one message.
Nothing rests in Redis, and what passes through it can be read only by the web processes (promise: RET-3, RET-7).
"""

import asyncio
import contextlib
import logging
import os
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final, cast
from urllib.parse import unquote, urlsplit

import hiredis
import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

logger = logging.getLogger(__name__)

#: Where the other processes' news for this one is published.
CHANNEL: Final = "{{mm}}:mail:{}"
#: Seconds between attempts to reach Redis again.
RETRY_AFTER: Final = 0.3
#: Bytes that may wait for a Redis that does not read; beyond them news is lost, and `still` beats repair that.
MAX_UNSENT: Final = 8 * 1024 * 1024

Letter = list[tuple[str, str, dict[str, Any]]]  # (seat, kind, content)
Deliver = Callable[[str, str, dict[str, Any]], None]


def _command(*parts: str | bytes) -> bytes:
    """Return a command as Redis reads it."""
    packed: bytes = hiredis.pack_command(parts)  # type: ignore[arg-type]  # its stub knows tuples of one
    return packed


class _Wire(asyncio.Protocol):
    """One connection to Redis that hands each reply to ``hear``."""

    def __init__(self, hear: Callable[[Any], None], lost: Callable[[], None]) -> None:
        self._reader = hiredis.Reader()
        self._hear, self._lost = hear, lost
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but name

    def data_received(self, data: bytes) -> None:
        self._reader.feed(data)
        while (reply := self._reader.gets()) is not False:
            self._hear(reply)

    def connection_lost(self, _exc: Exception | None) -> None:
        self._lost()


class Mailbox:
    """The post office of one process."""

    def __init__(self, url: str, *, process: str, key: bytes, deliver: Deliver) -> None:
        self.process = process
        self._url, self._cipher, self._deliver = urlsplit(url), AESGCM(key), deliver
        self._unsent: dict[str, Letter] = defaultdict(list)
        self._subscriber: _Wire | None = None
        self._publisher: _Wire | None = None
        self._broken = asyncio.Event()
        self._open = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether news to and from other processes passes now."""
        return self._open.is_set()

    async def open(self) -> None:
        """Connect, and stay connected until closed."""
        self._keeper = asyncio.create_task(self._keep_connected())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                await self._open.wait()

    async def close(self) -> None:
        """Send what was posted, and hang up."""
        if self._keeper is None:
            return
        self._flush()
        self._keeper.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._keeper
        self._hang_up()

    def post(self, process: str, seat: str, kind: str, /, **content: Any) -> None:
        """Bring news to a seat: at once if it is here, else with the next flush."""
        if process == self.process:
            self._deliver(seat, kind, content)
            return
        if not self._unsent:
            asyncio.get_running_loop().call_soon(self._flush)
        self._unsent[process].append((seat, kind, content))

    def _flush(self) -> None:
        unsent, self._unsent = self._unsent, defaultdict(list)
        if self._publisher is None or self._publisher.transport.get_write_buffer_size() > MAX_UNSENT:
            return
        for process, letter in unsent.items():
            nonce = os.urandom(12)
            sealed = nonce + self._cipher.encrypt(nonce, msgspec.msgpack.encode(letter), process.encode())
            self._publisher.transport.write(_command("PUBLISH", CHANNEL.format(process), sealed))

    def _hear(self, reply: Any) -> None:
        if not (isinstance(reply, list) and len(reply) == 3):  # noqa: PLR2004 - kind, channel, payload
            return
        if reply[0] == b"subscribe":
            self._open.set()
        elif reply[0] == b"message":
            self._open_letter(reply[2])

    def _open_letter(self, sealed: bytes) -> None:
        try:
            plain = self._cipher.decrypt(sealed[:12], sealed[12:], self.process.encode())
            letter = msgspec.msgpack.decode(plain, type=Letter)
        except (InvalidTag, ValueError, msgspec.MsgspecError):
            logger.warning("a letter that is not ours was dropped")
            return
        for seat, kind, content in letter:
            try:
                self._deliver(seat, kind, content)
            except Exception:  # one bad letter must not silence the rest
                logger.exception("news failed", extra={"kind": kind})

    async def _keep_connected(self) -> None:
        while True:
            self._broken.clear()
            try:
                self._subscriber = await self._connect(self._hear)
                self._publisher = await self._connect(lambda _reply: None)
                channel = CHANNEL.format(self.process)
                self._subscriber.transport.write(_command("SUBSCRIBE", channel))
                await self._broken.wait()
            except OSError as error:
                logger.warning("Redis live can't be reached", extra={"error": type(error).__name__})
            self._hang_up()
            await asyncio.sleep(RETRY_AFTER)

    def _hang_up(self) -> None:
        self._open.clear()
        for wire in (self._subscriber, self._publisher):
            if wire is not None:
                wire.transport.abort()
        self._subscriber = self._publisher = None

    async def _connect(self, hear: Callable[[Any], None]) -> _Wire:
        loop, url = asyncio.get_running_loop(), self._url

        def wire() -> _Wire:
            return _Wire(hear, self._broken.set)

        if url.scheme == "unix":
            _, made = await loop.create_unix_connection(wire, url.path)
        else:
            tls = True if url.scheme == "rediss" else None
            _, made = await loop.create_connection(wire, url.hostname or "localhost", url.port or 6379, ssl=tls)
        if url.password:
            credentials = [part for part in (url.username, unquote(url.password)) if part]
            made.transport.write(_command("AUTH", *credentials))
        return made
