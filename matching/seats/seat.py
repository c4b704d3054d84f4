"""One tab's place in the house: what it is doing, and the news it gets from other seats."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from .. import criteria, protocol, signaling
from ..buckets import Allowance
from ..pool import AVOID_FOR, AVOIDED
from . import frames, words
from .conduct import Conduct
from .looking import Looking
from .searching import Proposal, Searcher, fresh
from .talking import Meeting, Talk
from .visitor import Absence, Outbox, Visitor

if TYPE_CHECKING:
    from .exchange import Exchange

#: Refused frames in a row after which the socket is closed: a page that does not listen.
REFUSALS: Final = 100
#: Milliseconds in which a Next may be taken back.
UNDO_WITHIN: Final = 10_000


@dataclass(slots=True, eq=False)
class Parted:
    """The last meeting, for as long as it can be taken back."""

    meeting: Meeting
    until: int
    wanted: bool = False  # this side has asked for it
    asked: bool = False  # the other side has


class Seat:
    """One end of a conversation. Its methods run on the loop of its exchange; none of them waits, but ``leave``."""

    def __init__(self, exchange: "Exchange", visitor: Visitor, outbox: Outbox) -> None:
        self.id = fresh()
        self.exchange, self.visitor, self.person = exchange, visitor, visitor.person
        self.meeting: Meeting | None = None
        self.allowance = Allowance(exchange.buckets, person=visitor.person, address=visitor.limited_address)
        self.refusals = 0
        self.seeker = criteria.Seeker(
            person=visitor.person,
            gender=visitor.gender,
            country=visitor.country,
            is_member=visitor.is_member,
            shown=visitor.shown,
        )
        self.searcher, self.talk, self.looking = Searcher(self), Talk(self), Looking(self)
        self.conduct = Conduct(self)
        self.policy = exchange.address_policy
        self.outbox = outbox
        self._unheard: deque[str] = deque()
        self._blocked = set(visitor.blocked)
        self._met: deque[tuple[str, int]] = deque(maxlen=AVOIDED)
        self._offer: str | None = None
        self._parted: Parted | None = None

    async def handle(self, text: str | None, data: bytes | None) -> None:
        """Take a frame of the browser; see ``frames.handle``."""
        await frames.handle(self, text, data)

    def send(self, frame: str) -> None:
        """Send a frame to the browser."""
        self.outbox.put(frame)

    def close(self, code: protocol.Close) -> None:
        """Close the socket; ``leave`` follows."""
        self.outbox.close(code)

    def refuse(self, code: str, text: str = "", *, retry_after: float | None = None) -> None:
        """Answer a frame with an ``error``; a page that never learns is shown out."""
        self.refusals += 1
        if self.refusals > REFUSALS:
            self.close(protocol.Close.TOO_FAST)
        else:
            text = text or words.say(code, self.visitor.language)
            self.send(protocol.error(code=code, text=text, retry_after=retry_after))

    def notify(self, code: str) -> None:
        """Tell the browser something that is no answer."""
        self.send(protocol.notice(code=code, text=words.say(code, self.visitor.language)))

    def post(self, to: Meeting | Proposal, kind: str, **content: Any) -> None:
        """Send news to the seat opposite."""
        self.exchange.mailbox.post(to.process, to.seat, kind, **content)

    # --- what one wishes, and whom one avoids ---

    def wishing(self, wish: criteria.Wish, mode: criteria.Mode) -> criteria.Seeker:
        """Take over a new wish."""
        self.seeker = msgspec.structs.replace(self.seeker, wish=wish, mode=mode)
        return self.seeker

    def avoids(self, now: int) -> tuple[str, ...]:
        """Return the tokens of people who must not be met now: the blocked, and the last few partners."""
        recent = (token for token, at in self._met if now - at < AVOID_FOR * 1000)
        return (*self._blocked, *recent)

    def recent(self) -> list[str]:
        """Return the tokens of the last partners, for this person's next tab."""
        return [token for token, _ in self._met]

    def recall(self, tokens: list[str]) -> None:
        """Know again the partners of this person's last tab."""
        self._met.extend((token, self.exchange.now()) for token in tokens)

    async def avoid_for_ever(self, partner: str) -> None:
        """Never meet this person again."""
        token = self.exchange.pool.token(self.person, partner)
        self._blocked.add(token)
        await self.exchange.keep_block(self.person, token)

    # --- offers and addresses ---

    def hide_address(self, hidden: bool) -> None:  # noqa: FBT001 - a frame's field
        """Pass on nothing but relayed candidates of this browser from now on (promise: DIS-4)."""
        self.policy = self.exchange.address_policy.hiding(hidden)

    def keep_offer(self, offer: str | None) -> None:
        """Keep a standing offer for whoever comes.

        :raises signaling.BadDescription: if it is none; there is no offer then
        """
        self._offer = None
        if offer is not None:
            self._offer = signaling.clean_description(offer, kind="offer", policy=self.policy)

    def use_offer(self) -> str | None:
        """Hand out the standing offer, once."""
        offer, self._offer = self._offer, None
        return offer

    # --- meetings ---

    def is_in(self, chat: str) -> bool:
        """Whether this is the meeting one is in."""
        return self.meeting is not None and self.meeting.chat == chat

    def relay(self, frame: str, *, offer: bool = False) -> None:
        """Give a frame to the partner's browser."""
        if self.meeting is not None:
            self.post(self.meeting, "relay", chat=self.meeting.chat, frame=frame, offer=offer)

    def meet(
        self, meeting: Meeting, partner: criteria.Seeker, *, offer: str | None = None, offered: bool | UnsetType = UNSET
    ) -> None:
        """Begin a meeting and tell the browser; ``offer`` and ``offered`` as in ``protocol.matched``."""
        now = self.exchange.now()
        meeting.began_at = meeting.heard_at = now
        meeting.answers_due = int(offer is not None)
        self.meeting, self._parted, self._offer = meeting, None, None
        self._met.append((self.exchange.pool.token(self.person, meeting.partner), now))
        self.send(
            protocol.matched(
                chat=meeting.chat,
                handle=self.talk.handle_of(meeting, now=now),
                role="offer" if meeting.offers else "answer",
                partner=criteria.card(self.seeker, partner),
                met_wish=criteria.met_wish(self.seeker, partner),
                offer=offer,
                offered=offered,
            )
        )

    def end(self, why: protocol.Why, *, partner_hears: protocol.Why | None = None) -> None:
        """End the meeting one is in, if any, for both sides."""
        if (meeting := self.meeting) is not None:
            if partner_hears is None:  # who is put out may be gone for good: nothing more is noted of them
                self.conduct.over(meeting, why, by_me=True)
            self._part(meeting, why)
            self.post(meeting, "ended", chat=meeting.chat, why=partner_hears or why)

    def _part(self, meeting: Meeting, why: protocol.Why) -> None:
        self.meeting = None
        self._parted = parted = Parted(meeting, until=self.exchange.now() + UNDO_WITHIN)
        self.exchange.later(UNDO_WITHIN, lambda: self._forget(parted))
        handle = self.talk.handle_of(meeting, now=self.exchange.now())
        self.send(protocol.ended(chat=meeting.chat, why=why, handle=handle))

    def _forget(self, parted: Parted) -> None:
        if self._parted is parted:
            self._parted = None

    def step_out(self) -> Absence:
        """Keep the seat for a browser whose socket broke in the middle of a talk."""
        self.outbox = absence = Absence()
        return absence

    def come_back(self, outbox: Outbox) -> None:
        """Go on with a new socket; ``catch_up`` brings what was said meanwhile."""
        if isinstance(self.outbox, Absence):
            self._unheard = self.outbox.unheard
        else:
            self.outbox.close(protocol.Close.ELSEWHERE)
        self.outbox = outbox

    def catch_up(self) -> None:
        """Send what was not heard while the socket was broken."""
        while self._unheard:
            self.send(self._unheard.popleft())

    async def leave(self) -> None:
        """Go: the socket is closed or broken."""
        self.end("lost")
        self.looking.leave()
        await self.searcher.stop()

    def put_out(self, why: protocol.Why, code: protocol.Close) -> None:
        """End everything and close the socket."""
        self.end(why, partner_hears="lost")
        self.close(code)

    # --- taking a Next back ---

    def want_back(self, chat: str, *, now: int) -> None:
        """Ask the last partner to meet again, or agree to it."""
        parted = self._parted
        if parted is None or parted.meeting.chat != chat or parted.until < now or self.meeting is not None:
            self.undo_failed()
            return
        parted.wanted = True
        other = parted.meeting
        if parted.asked:
            self.searcher.propose(other.process, other.seat, other.partner, nonce=_reunion(chat))
        else:
            self.post(other, "undo", chat=chat)

    def wants_back(self, nonce: str) -> bool:
        """Whether a proposal with this nonce is the reunion that one has asked for."""
        parted = self._parted
        return parted is not None and parted.wanted and nonce == _reunion(parted.meeting.chat)

    def undo_failed(self) -> None:
        """Say that the other is gone or busy."""
        self.notify("undo_missed")

    # --- news from other seats ---

    def hear(self, kind: str, content: dict[str, Any]) -> None:
        """Take news; what is about an earlier meeting changes nothing."""
        self._NEWS[kind](self, **content)

    def _relayed(self, *, chat: str, frame: str, offer: bool) -> None:
        if self.meeting is not None and self.meeting.chat == chat:
            self.meeting.answers_due += offer
            self.send(frame)

    def _ended(self, *, chat: str, why: protocol.Why) -> None:
        if self.meeting is not None and self.meeting.chat == chat:
            self.conduct.over(self.meeting, why, by_me=False)
            self._part(self.meeting, why)
        else:
            self.searcher.refused(chat=chat)

    def _accepted(self, *, chat: str, about: dict[str, Any], offer: str | None, process: str, seat: str) -> None:
        if not self.searcher.accepted(chat=chat, about=about, offer=offer):
            self.exchange.mailbox.post(process, seat, "ended", chat=chat, why="lost")

    def _undo_asked(self, *, chat: str) -> None:
        parted = self._parted
        if parted is None or parted.meeting.chat != chat or self.meeting is not None:
            return
        parted.asked = True
        self.notify("undo_asked")

    def _still(self, *, chat: str, process: str, seat: str) -> None:
        if self.meeting is not None and self.meeting.chat == chat:
            self.meeting.heard_at = self.exchange.now()
        elif self.searcher.proposal is None or self.searcher.proposal.chat != chat:
            self.exchange.mailbox.post(process, seat, "ended", chat=chat, why="lost")

    def _replaced(self) -> None:
        self.put_out("replaced", protocol.Close.ELSEWHERE)

    _NEWS: Final[dict[str, Callable[..., None]]] = {
        "propose": lambda self, **content: self.searcher.proposed(**content),
        "accept": _accepted,
        "refuse": lambda self, **content: self.searcher.refused(**content),
        "released": lambda self, **content: self.searcher.released(**content),
        "said": lambda self, **content: self.talk.said(**content),
        "relay": _relayed,
        "ended": _ended,
        "undo": _undo_asked,
        "still": _still,
        "replaced": _replaced,
        "careful": lambda self, chat: self.notify("careful") if self.is_in(chat) else None,
    }


def _reunion(chat: str) -> str:
    """Return the nonce that stands for meeting again, where a ticket's nonce would be."""
    return f"again:{chat}"
