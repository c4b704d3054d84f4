"""A seat's search: from Start until a stranger's seat has said yes.

The pool hands out tickets; only the two seats can make a meeting. Whoever finds a ticket *proposes* to its seat, which
*accepts* with its standing offer or *refuses*; an answer that does not come in time is a no. So a browser that went
silent, a seat that left and a process that died can be found, but never met.
"""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from redis.exceptions import RedisError

from .. import criteria, protocol
from ..pool import Found, Ticket, TicketTaken, Waiting
from .talking import Meeting

if TYPE_CHECKING:
    from .seat import Seat

#: Seconds in which the found seat must accept, and in which the finder of our ticket must propose.
ACCEPT_WITHIN: Final = 2.0
PROPOSE_WITHIN: Final = 1.5
#: Seconds between looks that renew the ticket, and after a Redis that could not be asked.
RENEW_EVERY: Final = 15.0
ASK_AGAIN_AFTER: Final = 1.0


def fresh() -> str:
    """Return 128 random bits for a name that is used once."""
    return secrets.token_urlsafe(16)


@dataclass(slots=True)
class Search:
    """What one is looking for, and since when."""

    seeker: criteria.Seeker
    plan: tuple[criteria.Step, ...]
    since: int  # Unix milliseconds
    nonce: str = field(default_factory=fresh)
    listed: bool = False  # a ticket lies in the pool
    looking: bool = False
    look_again: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting that the other seat has not yet accepted."""

    chat: str
    process: str
    seat: str
    person: str


class Searcher:
    """Looks for a partner for one seat. Not for use by two tasks at once, except where it says so."""

    def __init__(self, seat: "Seat") -> None:
        self._seat = seat
        self._house = seat.exchange
        self._timer: asyncio.TimerHandle | None = None
        self.search: Search | None = None
        self.proposal: Proposal | None = None

    async def seek(self, seeker: criteria.Seeker, *, now: int) -> None:
        """Begin to search, or go on with a changed wish and without losing one's place."""
        old = self.search
        plan = criteria.plan(seeker.wish, seeker.mode)
        if old is None:
            self.search = Search(seeker, plan, since=now)
        else:
            old.seeker, old.plan = seeker, plan
        if self.proposal is None and self.search is not None:
            await self._look(self.search)

    async def stop(self) -> None:
        """Leave the pool; a proposal that is under way is taken back."""
        search, proposal = self.search, self.proposal
        self._forget()
        if proposal is not None:
            self._seat.post(proposal, "ended", chat=proposal.chat, why="lost")
        if search is not None and search.listed:
            await self._withdraw(search.nonce)

    # --- looking ---

    async def _look(self, search: Search) -> None:
        """Ask the pool, one question at a time however many wish it at once."""
        if search.looking:
            search.look_again = True
            return
        search.looking, search.look_again = True, True
        try:
            while search.look_again and self.search is search and self.proposal is None:
                search.look_again = False
                await self._look_once(search)
        finally:
            search.looking = False

    async def _look_once(self, search: Search) -> None:
        now = self._house.now()
        ticket = self._ticket(search, now)
        try:
            answer = await self._house.pool.find(ticket, now=now, renewing=search.listed)
        except TicketTaken:
            search.listed = False
            self._wake(PROPOSE_WITHIN, self._look_afresh, search)
            return
        except RedisError:
            search.listed = False
            self._wake(ASK_AGAIN_AFTER, self._look_afresh, search)
            return
        if self.search is not search:
            await self._return(answer, ticket)
        elif isinstance(answer, Found):
            search.listed = False
            self.propose(answer.process, answer.seat, answer.person, nonce=answer.nonce)
        else:
            search.listed = True
            self._wait(search, answer, now)

    def _ticket(self, search: Search, now: int) -> Ticket:
        widened = criteria.widened(search.plan, now - search.since)
        return Ticket(
            person=self._seat.person,
            nonce=search.nonce,
            process=self._house.process,
            seat=self._seat.id,
            since=search.since,
            listings=tuple(criteria.listings(search.seeker, widened)),
            probes=tuple(criteria.probes(search.seeker, widened)),
            avoids=self._seat.avoids(now),
            former=self._seat.visitor.former,
        )

    def _wait(self, search: Search, answer: Waiting, now: int) -> None:
        """Tell how it stands, and look again when the wish widens or the ticket wants renewing."""
        step = criteria.next_step(search.plan, now - search.since)
        due = search.since + step.after if step else None
        self._seat.send(
            protocol.waiting(
                since=search.since,
                stage=len(criteria.widened(search.plan, now - search.since)),
                widens_at=due,
                ahead=answer.ahead,
                drops=step.part if step else "",
            )
        )
        until_due = (due - now) / 1000 if due else RENEW_EVERY
        self._wake(min(until_due, RENEW_EVERY) + 0.001, self._look, search)

    async def _return(self, answer: Found | Waiting, ticket: Ticket) -> None:
        """Undo a look whose search ended meanwhile: free the one who was found, take the ticket back."""
        if isinstance(answer, Waiting):
            await self._withdraw(ticket.nonce)
        else:
            self._house.mailbox.post(answer.process, answer.seat, "released", nonce=answer.nonce)

    async def _look_afresh(self, search: Search) -> None:
        search.nonce, search.listed = fresh(), False
        await self._look(search)

    def _leave_pool(self) -> None:
        search = self.search
        self._forget()
        if search is not None and search.listed:
            self._house.spawn(self._withdraw(search.nonce))

    async def _withdraw(self, nonce: str) -> None:
        try:
            await self._house.pool.withdraw(person=self._seat.person, nonce=nonce)
        except RedisError:
            return  # a ticket that nobody renews is dead by itself

    # --- agreeing ---

    def propose(self, process: str, seat: str, person: str, *, nonce: str) -> None:
        """Ask the seat whose ticket has this nonce to meet."""
        self.proposal = Proposal(fresh(), process, seat, person)
        self._wake(ACCEPT_WITHIN, self._give_up, self.proposal)
        about = criteria.to_builtins(self._seat.seeker)
        me = {"process": self._house.process, "seat": self._seat.id}
        self._house.mailbox.post(process, seat, "propose", chat=self.proposal.chat, nonce=nonce, about=about, **me)

    async def _give_up(self, proposal: Proposal) -> None:
        if self.proposal is proposal:
            self._seat.post(proposal, "ended", chat=proposal.chat, why="lost")
            self.refused(chat=proposal.chat)

    def proposed(self, *, chat: str, nonce: str, about: dict[str, Any], process: str, seat: str) -> None:
        """Accept the finder of one's ticket, unless that ticket has been given up."""
        search, me = self.search, self._seat
        asked_for = search is not None and search.nonce == nonce and self.proposal is None
        if me.meeting is not None or not (asked_for or me.wants_back(nonce)):
            self._house.mailbox.post(process, seat, "refuse", chat=chat)
            return
        if asked_for:
            self._forget()  # the ticket is gone: its finder has it
        self._leave_pool()
        partner = criteria.from_builtins(about)
        offer = me.use_offer()
        me.meet(Meeting(chat, process, seat, partner.person, offers=True), partner, offered=offer is not None)
        about_me = criteria.to_builtins(me.seeker)
        here = {"process": self._house.process, "seat": me.id}
        self._house.mailbox.post(process, seat, "accept", chat=chat, about=about_me, offer=offer, **here)

    def accepted(self, *, chat: str, about: dict[str, Any], offer: str | None) -> bool:
        """Begin the meeting that was proposed; false if it was given up meanwhile."""
        proposal = self.proposal
        if proposal is None or proposal.chat != chat:
            return False
        self._leave_pool()
        meeting = Meeting(chat, proposal.process, proposal.seat, proposal.person, offers=False)
        self._seat.meet(meeting, criteria.from_builtins(about), offer=offer)
        return True

    def refused(self, *, chat: str) -> None:
        """Look on, with the place in the line that one had."""
        if self.proposal is None or self.proposal.chat != chat:
            return
        self.proposal = None
        if self.search is None:
            self._seat.undo_failed()
        else:
            self._house.spawn(self._look_afresh(self.search))

    def released(self, *, nonce: str) -> None:
        """Go back into the pool: who took the ticket has left."""
        if self.search is not None and self.search.nonce == nonce and self.proposal is None:
            self._house.spawn(self._look_afresh(self.search))

    # --- waking ---

    def _wake(self, seconds: float, do: Any, what: Search | Proposal) -> None:
        if self._timer is not None:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(seconds, lambda: self._house.spawn(self._awake(do, what)))

    async def _awake(self, do: Any, what: Search | Proposal) -> None:
        if what is self.search or what is self.proposal:
            await do(what)

    def _forget(self) -> None:
        self.search = self.proposal = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
