"""All seats of one web process, and what they share: pool, mailbox, limits, keys, clock."""

import asyncio
import logging
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine
from typing import Any, Final
from uuid import UUID
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from django.conf import settings
from django.utils import timezone
from redis.asyncio import Redis
from redis.exceptions import RedisError

from chatear.redis import live_async

from .. import groups, keys, opening, protocol, seals, selectors, services, signaling
from ..behaviour import Conduct
from ..buckets import Buckets
from ..looks import Looks
from ..mailbox import Mailbox
from ..pool import Pool
from . import relays
from .seat import Seat
from .visitor import Outbox, Visitor

logger = logging.getLogger(__name__)

#: Seconds between signs of life to the pool and to the partners' seats.
BEAT_EVERY: Final = 2.0
#: Milliseconds in which a tab whose socket broke in a talk may come back.
COME_BACK_WITHIN: Final = 3_000
#: Milliseconds after which a partner of whom nothing was heard is lost; the promise is 15 s (protocol.md).
LOST_AFTER: Final = 8_000
#: Seconds between looks whether somebody who sits here has been excluded, in case the news got lost.
GATE_EVERY: Final = 30.0


def unix_ms() -> int:
    """Return the time as Unix milliseconds."""
    return time.time_ns() // 1_000_000


class Exchange:
    """The seats of one process. Open it on the loop on which they run."""

    def __init__(
        self,
        redis: Redis,
        *,
        live_url: str,
        keyring: seals.Keyring,
        mail_key: bytes,
        salt: str,
        address_policy: signaling.AddressPolicy,
        now: Callable[[], int] = unix_ms,
    ) -> None:
        self.process, self._redis = secrets.token_urlsafe(9), redis
        self.seats: dict[str, Seat] = {}
        self.pool, self.buckets, self.looks = Pool(redis, salt=salt), Buckets(redis), Looks(redis)
        self.behaviour, self.relays = Conduct(redis), relays.Relays(self.seats)
        self.mailbox = Mailbox(live_url, process=self.process, key=mail_key, deliver=self.deliver)
        self.keyring, self.address_policy, self.now = keyring, address_policy, now
        self.online = 0
        self.opening: opening.Opening = "open"
        self._people: defaultdict[str, set[str]] = defaultdict(set)
        self._tasks: set[asyncio.Task[None]] = set()
        self._rounds: list[asyncio.Task[None]] = []
        self._cursor = "0"
        self._open_since = 0

    async def open(self) -> None:
        """Begin to take part."""
        await self.mailbox.open()
        await self._beat()
        news: dict[str, Callable[..., None]] = {
            "who.must.go": self.put_out,
            "who.signed.out": self.sign_out,
            "who.must.hear": self.warn,
            "who.must.show": self.ask_for_look,
        }
        rounds = ((BEAT_EVERY, self._beat), (GATE_EVERY, self._ask_gate))
        self._rounds = [asyncio.create_task(self._every(seconds, do)) for seconds, do in rounds]
        self._rounds.append(asyncio.create_task(groups.listen(news)))

    async def close(self) -> None:
        """Let everybody's partner know, and go."""
        while self._rounds:
            for task in self._rounds:
                task.cancel()
            # channels_redis swallows a cancellation that comes while it connects; the next one reaches it.
            _, still = await asyncio.wait(self._rounds, timeout=0.2)
            self._rounds = list(still)
        for seat in list(self.seats.values()):
            await self.leave(seat)
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._quietly(self.pool.leave(self.process))
        await self.mailbox.close()

    async def take(self, visitor: Visitor, outbox: Outbox) -> Seat:
        """Seat somebody. Where they sat before, in another tab or process, they are put out; the same tab goes on."""
        for seat in self._of(visitor.person):
            if visitor.tab and visitor.tab == seat.visitor.tab:
                seat.come_back(outbox)
                return seat
        seat = Seat(self, visitor, outbox)
        self.seats[seat.id] = seat
        self._people[visitor.person].add(seat.id)
        try:
            before, met = await self.pool.take_seat(visitor.person, f"{self.process}|{seat.id}")
        except RedisError:
            return seat
        seat.recall(met)
        if before is not None:
            process, _, seat_id = before.partition("|")
            self.mailbox.post(process, seat_id, "replaced")
        return seat

    async def socket_ended(self, seat: Seat, outbox: Outbox, *, on_purpose: bool) -> None:
        """Free the seat of a socket; where it broke in a talk, only if its tab does not come back at once.

        The promise to the partner is to hear within 5 s that one is lost (protocol.md).
        """
        if seat.outbox is not outbox:
            return  # the tab has come back already
        if on_purpose or seat.meeting is None or not seat.visitor.tab:
            await self.leave(seat)
            return
        absence = seat.step_out()
        self.later(COME_BACK_WITHIN, lambda: self.spawn(self.socket_ended(seat, absence, on_purpose=True)))

    async def leave(self, seat: Seat) -> None:
        """Free a seat; twice is once."""
        if self.seats.pop(seat.id, None) is None:
            return
        self.relays.forget(seat.id)
        self._people[seat.person].discard(seat.id)
        if not self._people[seat.person]:
            del self._people[seat.person]
        await seat.leave()
        try:
            await self.pool.give_up_seat(seat.person, f"{self.process}|{seat.id}", met=seat.recent())
        except RedisError:
            return  # it is overwritten by the next one, or forgotten after a day

    def _of(self, person: str) -> list[Seat]:
        return [self.seats[seat] for seat in self._people.get(person, ())]

    def deliver(self, seat: str, kind: str, content: dict[str, Any]) -> None:
        """Give news to a seat; for one that has left, answer what must be answered."""
        if (here := self.seats.get(seat)) is not None:
            here.hear(kind, content)
        elif kind == "propose":
            self.mailbox.post(content["process"], content["seat"], "refuse", chat=content["chat"])
        elif kind in {"accept", "still"}:
            self.mailbox.post(content["process"], content["seat"], "ended", chat=content["chat"], why="lost")

    def put_out(self, *, person: str = "", device: int | None = None, address_hash: str = "") -> None:
        """Close the sockets of somebody who may not be here any more."""
        for seat in list(self.seats.values()):
            who = seat.visitor
            if (
                person == who.person
                or device in {who.device} - {None}
                or (address_hash and address_hash == who.address_hash)
            ):
                self.spawn(relays.end(self.relays.forget(seat.id)))
                seat.put_out("excluded", protocol.Close.EXCLUDED)

    def sign_out(self, *, person: str, device: int | None) -> None:
        """Close the sockets of somebody whose session in one browser was ended."""
        for seat in self._of(person):
            if seat.visitor.device == device:
                seat.put_out("stopped", protocol.Close.NOT_ENTERED)

    def warn(self, *, person: str, code: str) -> None:
        """Tell somebody what `words.py` says under a code."""
        for seat in self._of(person):
            seat.notify(code)

    def ask_for_look(self, *, person: str, look: str) -> None:
        """Ask the browser of somebody who sits here to show its camera."""
        for seat in self._of(person)[:1]:
            seat.looking.ask(look)

    # --- things that a seat need not wait for ---

    def spawn(self, doing: Coroutine[Any, Any, None]) -> None:
        """Run something beside; if it fails, the log says where."""
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def later(self, milliseconds: int, do: Callable[[], None]) -> None:
        """Do something after a while."""
        asyncio.get_running_loop().call_later(milliseconds / 1000, do)

    async def keep_block(self, person: str, token: str) -> None:
        """Keep a block for good."""
        await database_sync_to_async(services.block)(person_id=UUID(person), token=token)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log_failure(error)

    @staticmethod
    async def _quietly(doing: Coroutine[Any, Any, None]) -> None:
        try:
            await doing
        except RedisError:
            return

    # --- rounds ---

    async def _every(self, seconds: float, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await do()
            except Exception as error:  # noqa: BLE001 - the next round may succeed
                _log_failure(error)

    async def _beat(self) -> None:
        self._check_partners()
        try:
            self.online = await self.pool.beat(self.process, sockets=len(self.seats), now=self.now())
            self._cursor = await self.pool.sweep(cursor=self._cursor, now=self.now())
            self.opening = await opening.now_open(self._redis)
        except RedisError as error:
            logger.warning("Redis live can't be asked", extra={"error": type(error).__name__})

    def _check_partners(self) -> None:
        """Tell each partner's seat that this one is still there, and notice who has gone silent.

        While this process can't be reached itself nobody is held to be lost: their beats have no way here.
        """
        now = self.now()
        self._open_since = (self._open_since or now) if self.mailbox.is_open else 0
        patient = not self._open_since or now - self._open_since < LOST_AFTER
        for seat in list(self.seats.values()):
            if (meeting := seat.meeting) is None:
                continue
            if now - meeting.heard_at > LOST_AFTER and not (patient and meeting.process != self.process):
                seat.end("lost")
            else:
                seat.talk.renew_handle(now=now)
                seat.post(meeting, "still", chat=meeting.chat, process=self.process, seat=seat.id)

    async def _ask_gate(self) -> None:
        if self.seats:
            visitors = [seat.visitor for seat in self.seats.values()]
            for who in await database_sync_to_async(selectors.excluded_visitors)(visitors, now=timezone.now()):
                self.put_out(**who)


_exchanges: WeakKeyDictionary[asyncio.AbstractEventLoop, "asyncio.Task[Exchange]"] = WeakKeyDictionary()


async def exchange_here() -> Exchange:
    """Return the exchange of the running loop, opened by whoever comes first. A web process has one."""
    loop = asyncio.get_running_loop()
    if loop not in _exchanges:
        _exchanges[loop] = loop.create_task(_open_by_settings())
    return await asyncio.shield(_exchanges[loop])


async def _open_by_settings() -> Exchange:
    exchange = Exchange(
        live_async(),
        live_url=settings.REDIS_LIVE_URL,
        keyring=seals.Keyring([keys.derive("seals", secret) for secret in keys.secrets()]),
        mail_key=keys.derive("mail"),
        salt=keys.derive("pairs").hex(),
        address_policy=signaling.AddressPolicy(lan=settings.LAN, relay_only=settings.RELAY_ONLY),
    )
    await exchange.open()
    return exchange


def _log_failure(error: BaseException) -> None:
    """Log where it broke; the exception's own words may quote what people said, and stay out (promise: RET-3)."""
    logger.error("something broke in the background", exc_info=error)
