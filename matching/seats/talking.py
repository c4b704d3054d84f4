"""A seat's side of one meeting. It and the partner's seat are the only two places that know of the pair."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .. import patterns, protocol, seals, signaling

if TYPE_CHECKING:
    from .seat import Seat

#: Milliseconds after which a browser gets a fresh handle.
RENEWED_EVERY: Final = seals.HANDLE_LIVES // 3


@dataclass(slots=True, eq=False)
class Meeting:
    """Who sits opposite, and what must be known of the talk to pass it on."""

    chat: str
    process: str
    seat: str
    partner: str
    offers: bool  # this side alone makes offers; its seat also keeps the chain of seals
    heard_at: int = 0  # Unix milliseconds: when the partner's process last spoke of this meeting
    answers_due: int = 0  # offers that reached this side and were not yet answered
    handed_at: int = 0  # Unix milliseconds: when the browser got its last handle
    began_at: int = 0  # Unix milliseconds, as long as it lasts
    conduct: Counter[str] = field(default_factory=Counter)  # what this side's texts were like: numbers, no words
    texts: set[int] = field(default_factory=set)  # hashes of them, to know what is said again and again
    has_warned: bool = False  # the other side was told to be careful
    said: int = 0  # the sender's counter of the last text from this side
    heard: int = 0  # and from the other, where this side keeps the chain
    head: seals.Head | None = None


class Talk:
    """Passes on what one side of a meeting says. Frames of another meeting fall on the floor."""

    def __init__(self, seat: "Seat") -> None:
        self._seat = seat

    def handle_of(self, meeting: Meeting, *, now: int) -> str:
        """Return a fresh handle of the partner; it is good for a quarter of an hour (`seals.HANDLE_LIVES`)."""
        meeting.handed_at = now
        keyring, holder = self._seat.exchange.keyring, self._seat.person
        return seals.seal_handle(keyring, chat=meeting.chat, partner=meeting.partner, holder=holder, now=now)

    def renew_handle(self, *, now: int) -> None:
        """Give the browser a fresh handle before the last one is over: one may complain at any time of a long talk."""
        meeting = self._seat.meeting
        if meeting is not None and now - meeting.handed_at > RENEWED_EVERY:
            self._seat.send(protocol.handle(chat=meeting.chat, handle=self.handle_of(meeting, now=now)))

    def signal(self, frame: protocol.Signal) -> None:
        """Pass a cleaned description, candidates or a wish for an offer to the partner."""
        meeting = self._seat.meeting
        if meeting is None or meeting.chat != frame.chat:
            return
        policy, description = self._seat.policy, frame.description
        if description is not None:
            if not self._may_send(meeting, description.type):
                return
            sdp = signaling.clean_description(description.sdp, kind=description.type, policy=policy)
            description = protocol.Description(description.type, sdp)
        encoded = protocol.signal(
            chat=frame.chat,
            description=description,
            candidates=signaling.clean_candidates(frame.candidates, policy=policy),
            please=frame.please,
        )
        if description is not None or frame.please or '"candidates"' in encoded:
            self._seat.relay(encoded, offer=description is not None and description.type == "offer")

    @staticmethod
    def _may_send(meeting: Meeting, kind: protocol.Role) -> bool:
        """Whether it is this side's turn; an offer is answered once.

        :raises protocol.BadField: for an offer of the side that only answers
        """
        if kind == "answer":
            if not meeting.answers_due:
                return False
            meeting.answers_due -= 1
            return True
        if not meeting.offers:
            message = "Only the side with the role 'offer' makes offers; ask with 'please'."
            raise protocol.BadField(message)
        return True

    def typing(self, frame: protocol.Typing) -> None:
        """Tell the partner that one writes."""
        if self._seat.is_in(frame.chat):
            self._seat.relay(protocol.typing(chat=frame.chat, on=frame.on))

    def media(self, frame: protocol.Media) -> None:
        """Tell the partner the state of one's devices."""
        if self._seat.is_in(frame.chat):
            shown = {"camera": frame.camera, "microphone": frame.microphone, "blurred": frame.blurred}
            self._seat.relay(protocol.media(chat=frame.chat, ready=frame.ready, **shown))

    def text(self, frame: protocol.Text, *, now: int) -> None:
        """Seal a text and give it to both sides, or hand it to the seat that keeps the chain."""
        meeting = self._seat.meeting
        if meeting is None or meeting.chat != frame.chat or frame.seq <= meeting.said:
            return  # sent twice is said once
        body = protocol.clean_body(frame.body)
        if not body:
            return
        meeting.said = frame.seq
        self._weigh(meeting, body)
        if meeting.offers:
            self._say(meeting, frame.seq, body, mine=True, now=now)
        else:
            self._seat.post(meeting, "said", chat=meeting.chat, seq=frame.seq, body=body)

    def _weigh(self, meeting: Meeting, body: str) -> None:
        """Count what a text is like, and warn whoever reads it of a lure. promise: DAT-10"""
        families, same = patterns.found(body), hash(patterns.normal(body))
        meeting.conduct.update(families)
        meeting.conduct["texts"] += 1
        meeting.texts.add(same)
        if families & patterns.LURES and not meeting.has_warned:
            meeting.has_warned = True
            self._seat.post(meeting, "careful", chat=meeting.chat)

    def said(self, *, chat: str, seq: int, body: str) -> None:
        """Seal what the partner said; news from their seat to the one that keeps the chain."""
        meeting = self._seat.meeting
        if meeting is None or meeting.chat != chat or not meeting.offers or seq <= meeting.heard:
            return
        meeting.heard = seq
        self._say(meeting, seq, body, mine=False, now=self._seat.exchange.now())

    def _say(self, meeting: Meeting, seq: int, body: str, *, mine: bool, now: int) -> None:
        keyring, sender = self._seat.exchange.keyring, self._seat.person if mine else meeting.partner
        if meeting.head is None:
            meeting.head = seals.opening(keyring, meeting.chat, now=now)
        prev = meeting.head
        seal, meeting.head = seals.stamp(keyring, prev, chat=meeting.chat, sender=sender, seq=seq, at=now, body=body)
        for_me = protocol.text(
            chat=meeting.chat, seq=seq, sender="me" if mine else "partner", body=body, at=now, prev=prev, seal=seal
        )
        for_them = protocol.text(
            chat=meeting.chat, seq=seq, sender="partner" if mine else "me", body=body, at=now, prev=prev, seal=seal
        )
        self._seat.send(for_me)
        self._seat.relay(for_them)
