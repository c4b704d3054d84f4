"""A visitor without a browser, who speaks the socket protocol and writes down every frame."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.guests import Guest
from tests.fakes.wire import Wire, open_wire

SUBPROTOCOL = "chatear.1"
BEAT = 5.0  # seconds between two `ping` frames, as the page does
ANYBODY: dict[str, list[str]] = {"genders": [], "countries": [], "languages": [], "interests": []}

Frame = dict[str, Any]


class NotHeard(AssertionError):
    """The frame that was waited for did not come."""


@dataclass
class Meeting:
    """One chat as one side saw it."""

    chat: str
    handle: str
    role: str
    began_at: float
    begun: int = 1  # how many `matched` came for it
    ends: list[str] = field(default_factory=list)  # the `why` of each `ended`
    ended_at: float | None = None
    cut: bool = False  # one's own socket went while it lasted: no `ended` can come


class Chatter:
    """One tab: verbs for what a person does, waits for what the server says, and a log of it all."""

    def __init__(self, guest: Guest, address: str, *, peer: str = "", source: str = "") -> None:
        """Belong to a guest and a server; `peer` is what a proxy would report, `source` where one really comes from."""
        self.guest = guest
        self.address = address
        self.peer = peer
        self.source = source
        self.log: list[tuple[float, Frame]] = []
        self.meetings: dict[str, Meeting] = {}
        self.stray: list[Frame] = []  # frames of a chat that was over or never began
        self.close_code: int | None = None
        self.wire: Wire | None = None
        self.on_news: Callable[[], None] = lambda: None  # whoever watches more than one
        self.seq = 0
        self._unread: deque[Frame] = deque()
        self._waiters: list[asyncio.Future[None]] = []
        self._beat: asyncio.TimerHandle | None = None

    # -- verbs

    async def open(self, *, origin: str = "", beating: bool = True) -> Frame:
        """Open the socket and return its `welcome`."""
        place = urlsplit(self.address)
        headers = {"Cookie": self.guest.cookie_header}
        if self.peer:
            headers["X-Forwarded-For"] = self.peer
        self.close_code = None
        self.wire = await open_wire(
            f"ws://{place.netloc}/ws/chat/",
            headers=headers,
            origin=origin or self.address,
            subprotocol=SUBPROTOCOL,
            source=self.source,
        )
        self.wire.listen(self.take, self._end)
        if beating:
            self._schedule_beat()
        return await self.hears("welcome", within=20)

    def seek(self, **more: Any) -> None:
        """Press Start, or Next while talking."""
        self.send({"type": "seek", "wish": ANYBODY, "mode": "video", **more})

    def stop(self) -> None:
        """Press Stop."""
        self.send({"type": "stop"})

    def text(self, body: str, *, chat: str = "") -> None:
        """Write a line."""
        self.seq += 1
        self.send({"type": "text", "chat": chat or self.chat, "seq": self.seq, "body": body})

    def typing(self, *, on: bool = True) -> None:
        """Begin or cease to type."""
        self.send({"type": "typing", "chat": self.chat, "on": on})

    def signal(self, *, chat: str = "", **what: Any) -> None:
        """Send a description, candidates or a request to the partner."""
        self.send({"type": "signal", "chat": chat or self.chat, **what})

    def send(self, frame: Frame) -> None:
        """Send a frame as it is."""
        assert self.wire is not None, "open the socket first"
        self.wire.send(json.dumps(frame))

    def drop(self) -> None:
        """Lose the network: TCP goes without a close frame."""
        assert self.wire is not None, "open the socket first"
        self.wire.abort()

    def leave(self) -> None:
        """Close the tab."""
        if self.is_open and self.wire is not None:
            self.wire.close()

    # -- what is so

    @property
    def is_open(self) -> bool:
        """Whether the socket stands."""
        return self.wire is not None and self.wire.is_open

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that goes on."""
        return next((one for one in reversed(self.meetings.values()) if one.ended_at is None), None)

    @property
    def is_waiting(self) -> bool:
        """Whether the last the server said of the search is that it goes on."""
        last = next((f["type"] for _at, f in reversed(self.log) if f["type"] in {"welcome", "waiting", "matched"}), "")
        return self.is_open and last == "waiting"

    @property
    def chat(self) -> str:
        """The chat that goes on, or the last one."""
        return self.meeting.chat if self.meeting else next(reversed(self.meetings), "")

    def heard(self, kind: str) -> list[Frame]:
        """Every frame of a kind that ever came."""
        return [frame for _at, frame in self.log if frame["type"] == kind]

    # -- waits

    async def hears(self, kind: str, *, within: float = 5.0, **fields: Any) -> Frame:
        """Wait for the next frame of this kind and contents, and pass over those before it.

        :raises NotHeard: if it does not come in time
        """
        deadline = time.monotonic() + within
        while True:
            while self._unread:
                frame = self._unread.popleft()
                if frame["type"] == kind and all(frame.get(name) == value for name, value in fields.items()):
                    return frame
            if not await self._news(deadline):
                raise NotHeard(f"{kind} {fields} within {within} s; heard {[f for _, f in self.log[-6:]]}")

    async def closes(self, *, within: float = 5.0) -> int:
        """Wait for the end of the socket and return its code.

        :raises NotHeard: if it stays open
        """
        deadline = time.monotonic() + within
        while self.close_code is None:
            if not await self._news(deadline):
                raise NotHeard(f"a close within {within} s")
        return self.close_code

    async def hears_no_more(self, kind: str) -> None:
        """Make sure that no unread frame of a kind is there or under way: `pong` comes after all sent before it.

        :raises AssertionError: if one came
        """
        number = len(self.log) + 1
        self.send({"type": "ping", "n": number})
        while not any(frame.get("n") == number for frame in self.heard("pong")):
            if not await self._news(time.monotonic() + 5):
                raise NotHeard("a pong")
        assert not [frame for frame in self._unread if frame["type"] == kind]

    async def _news(self, deadline: float) -> bool:
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        done, _ = await asyncio.wait([waiter], timeout=left)
        return bool(done)

    # -- the wire's side

    def take(self, text: str) -> None:
        """Write down what the server says."""
        frame = json.loads(text)
        self.log.append((time.monotonic(), frame))
        self._unread.append(frame)
        self._note(frame)
        self._wake()

    def _note(self, frame: Frame) -> None:
        kind, chat = frame["type"], frame.get("chat")
        known = self.meetings.get(chat) if chat else None
        if kind == "matched" and known is None:
            self.meetings[frame["chat"]] = Meeting(frame["chat"], frame["handle"], frame["role"], time.monotonic())
        elif kind == "matched" and known is not None:
            known.begun += 1
        elif kind == "ended" and known is not None:
            known.ends.append(frame["why"])
            known.ended_at = known.ended_at or time.monotonic()
        elif chat and (known is None or known.ended_at is not None):
            self.stray.append(frame)

    def _end(self, code: int) -> None:
        self.close_code = code
        if self._beat:
            self._beat.cancel()
        if self.meeting:
            self.meeting.cut = True
            self.meeting.ended_at = time.monotonic()
        self._wake()

    def _wake(self) -> None:
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)
        self.on_news()

    def _schedule_beat(self) -> None:
        self._beat = asyncio.get_running_loop().call_later(BEAT, self._ping)

    def _ping(self) -> None:
        if self.is_open:
            self.send({"type": "ping", "n": 0})
            self._schedule_beat()
