"""Complaining about somebody whom one met, and what becomes of it (promise: DAT-11)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Q

import matching.services
from accounts import throttle
from accounts.models import FormerName, Person
from matching import behaviour
from matching.seals import Line
from matching.selectors import Met, what_was_said, who_was_met
from moderation import pictures, pseudonyms
from moderation.models import Case, Complaint, Quote
from moderation.policy import RECEIPT_LASTS, URGENCY, weight

from . import cases, looking

LONGEST_NOTE: Final = 1000
#: Lines of a chat that are kept of one complaint: the last ones.
MOST_LINES: Final = 100


class NoSuchReason(Exception):
    """The reason is none of those there are."""


class AlreadyComplained(Exception):
    """This person has complained about this meeting before."""


class NotToBeContested(Exception):
    """There is no outcome to contest, or it was contested already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody hands in."""

    handle: str
    reason: str
    note: str = ""
    messages: str = "[]"
    frame: IO[bytes] | None = None
    language: str = ""


def file(*, person: Person, told: Told, now: datetime) -> str:
    """Take a complaint and return its receipt. The two never meet again.

    :raises NoSuchReason, AlreadyComplained: as they say
    :raises matching.seals.HandleForged, matching.seals.HandleExpired: if the handle is no good
    :raises matching.seals.BadTranscript: if the messages are not of their shape
    :raises pictures.NoPicture, pictures.TooLarge: if the frame is none, or too large
    :raises throttle.TooOften, throttle.NobodyCounts: if this person complains too often, or nobody can count it
    """
    if told.reason not in URGENCY:
        raise NoSuchReason
    met = who_was_met(person_id=person.pk, handle=told.handle, now=now)
    lines = what_was_said(met=met, messages=told.messages, now=now)
    throttle.take_turn_of("complaint", whom=pseudonyms.current(person.pk, now.date()), now=now)
    drawn = pictures.draw(told.frame) if told.frame else None
    matching.services.block(person_id=person.pk, token=met.token)
    try:
        receipt = _keep(person, told, met, lines, drawn, now)
    except IntegrityError as error:  # the same complaint twice at once
        raise AlreadyComplained from error
    behaviour.complained(person_id=met.handle.partner, pseudonym=pseudonyms.current(person.pk, now.date()))
    return receipt


@transaction.atomic
def _keep(
    person: Person, told: Told, met: Met, lines: Sequence[Line], drawn: pictures.Drawn | None, now: datetime
) -> str:
    receipt, once = secrets.token_urlsafe(16), pseudonyms.of_meeting(met.holder, met.handle.chat)
    if Complaint.objects.filter(once=once).exists():
        raise AlreadyComplained
    accused, weighs = _accused(met), weight_of(person=person, now=now)
    case = cases.open_about(person_id=accused, reason=told.reason, weight=weighs, now=now) if accused else _nobodys(now)
    complaint = Complaint(
        case=case,
        receipt_hash=pseudonyms.of_receipt(receipt),
        reason=told.reason,
        note=told.note.strip()[:LONGEST_NOTE],
        language=told.language,
        filed_on=now.date(),
        complainant=pseudonyms.current(person.pk, now.date()),
        once=once,
        weight=weighs,
    )
    if accused is None:
        complaint.note, complaint.outcome, complaint.decided_on = "", Complaint.Outcome.GONE, now.date()
        complaint.save()
        return receipt
    complaint.save()
    Quote.objects.bulk_create(_quote(complaint, place, line) for place, line in enumerate(lines[-MOST_LINES:]))
    looking.hand_in(case=case, complaint=complaint, drawn=drawn, now=now)
    looking.ask(case=case, complaint=complaint, person_id=accused, now=now)
    return receipt


def _accused(met: Met) -> UUID | None:
    """Return who it is about: the member who that guest has become, or nobody if they are gone for good."""
    partner = UUID(met.handle.partner)
    if Person.objects.filter(pk=partner).exists():
        return partner
    became: UUID | None = FormerName.objects.filter(name=partner).values_list("person_id", flat=True).first()
    return became


def _nobodys(now: datetime) -> Case:
    return Case.objects.create(
        number=cases.new_number(), state=Case.State.DECIDED, opened_on=now.date(), decided_on=now.date()
    )


def _quote(complaint: Complaint, place: int, line: Line) -> Quote:
    """Return a line as it is kept: no words but proven ones. promise: RET-4"""
    quote = Quote(complaint=complaint, place=place, standing=Quote.Standing.UNVERIFIED, follows=line.follows)
    if line.whose is not None:
        quote.standing = Quote.Standing.WITHHELD if line.body is None else Quote.Standing.VERIFIED
        if line.whose == "partner":
            quote.said = line.body or ""
        else:
            quote.heard = line.body or ""
    return quote


def weight_of(*, person: Person, now: datetime) -> int:
    """Return how much a complaint of somebody's weighs, by what became of their earlier ones."""
    theirs = Complaint.objects.filter(complainant__in=pseudonyms.recent(person.pk, now.date()))
    kinds = Complaint.Outcome
    found = theirs.aggregate(
        **{
            kind.name.lower(): Count("pk", filter=Q(outcome=kind))
            for kind in (kinds.UPHELD, kinds.DISMISSED, kinds.BAD_FAITH)
        }
    )
    return weight(**found, is_member=not person.is_guest)


@transaction.atomic
def contest(*, receipt: str, words: str, now: datetime) -> Complaint:
    """Have somebody else look at a complaint again that led to nothing; once.

    :raises NotToBeContested: if it has no such outcome, was contested before, or its receipt has run out
    """
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("case")
    complaint = rows.filter(receipt_hash=pseudonyms.of_receipt(receipt)).first()
    if (
        complaint is None
        or complaint.outcome != Complaint.Outcome.DISMISSED
        or complaint.contested_on is not None
        or complaint.decided_on is None
        or complaint.decided_on < now.date() - RECEIPT_LASTS
        or complaint.case.about_id is None
    ):
        raise NotToBeContested
    case = cases.open_about(
        person_id=complaint.case.about_id, reason=complaint.reason, weight=complaint.weight, now=now
    )
    complaint.contest, complaint.contested_on = words.strip()[:LONGEST_NOTE], now.date()
    complaint.outcome, complaint.decided_on, complaint.case = Complaint.Outcome.WAITS, None, case
    complaint.save(update_fields=["contest", "contested_on", "outcome", "decided_on", "case"])
    return complaint
