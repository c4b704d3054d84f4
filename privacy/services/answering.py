"""What staff does with requests: takes them up, takes more time, answers, refuses; and is reminded in time.

promise: RGT-4; reliability P-17
"""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from privacy import deadlines
from privacy.models import RightsRequest
from privacy.rules import Every, Rule

from .keeping import YEAR
from .request_mails import post, tell_staff
from .requests import WAITS

STATE, REMINDED = RightsRequest.State, RightsRequest.Reminded
#: How many days before the last one staff is reminded, and what is noted then; the nearest comes last.
REMINDERS: Final = ((5, REMINDED.FIVE_DAYS), (1, REMINDED.ONE_DAY), (-1, REMINDED.OVERDUE))


class NotOpen(Exception):
    """A request was answered, refused or withdrawn, or nobody has said yes to it by mail yet."""


class NoMoreTime(Exception):
    """The law gives no more time: none at all, the second time, or after the last day."""


def take_up(*, request_id: int) -> None:
    """Let whoever asked see that somebody is at it."""
    RightsRequest.objects.filter(pk=request_id, state=STATE.CONFIRMED).update(state=STATE.WORKING)


@transaction.atomic
def extend(*, request_id: int, reason: str, now: datetime) -> RightsRequest:
    """Take as much more time as the law gives, and say why to whoever waits.

    :raises NotOpen: if nobody waits for an answer
    :raises NoMoreTime: if the law gives none
    """
    row = _open(request_id)
    last = last_day(row)
    if last is None or row.extended_at is not None or row.days_left(now) < 0:
        raise NoMoreTime
    row.due_date, row.extended_at, row.extension = last, now, reason
    row.state, row.reminded = STATE.WORKING, REMINDED.NEVER
    row.save(update_fields=["due_date", "extended_at", "extension", "state", "reminded"])
    post("request-extended", row, now=now)
    return row


@transaction.atomic
def answer(*, request_id: int, text: str, is_refusal: bool, now: datetime) -> RightsRequest:
    """Send an answer, and show it on the page of whoever asked.

    :raises NotOpen: if nobody waits for one
    """
    row = _open(request_id)
    row.state = STATE.REFUSED if is_refusal else STATE.ANSWERED
    row.ended_at, row.answer = now, text
    row.save(update_fields=["state", "ended_at", "answer"])
    post("request-answered", row, now=now)
    return row


@transaction.atomic
def remind(*, now: datetime) -> None:
    """Tell staff of what is due in five days, in one, and of what is overdue: once each, in one mail."""
    waiting = RightsRequest.objects.select_for_update().open()
    told: dict[int, RightsRequest] = {}
    for days, step in REMINDERS:
        for row in waiting.due_within(days, now).filter(reminded__lt=step):
            told[row.pk] = row
            RightsRequest.objects.filter(pk=row.pk).update(reminded=step)
    if told:
        tell_staff("requests-due", sorted(told.values(), key=lambda row: (row.due_date, row.pk)), now=now)


def last_day(row: RightsRequest) -> date | None:
    """Return the day by which a request is answered at the latest, if whoever waits is told why; or None."""
    term = deadlines.TERMS[deadlines.Law(row.law)][deadlines.Kind(row.kind)]
    return deadlines.ends(term.longest, came=row.came_date, place=row.place) if term.longest else None


def _open(request_id: int) -> RightsRequest:
    row = RightsRequest.objects.select_for_update(of=("self",)).filter(pk=request_id).open().first()
    if row is None:
        raise NotOpen
    return row


#: California asks for a record of two years (Code of Regulations, title 11, section 7101); it is ours for all.
RULES: Final = (
    Rule(
        name="requests-ended",
        words=_("A request by right is deleted two years after it was answered or withdrawn."),
        table="privacy.RightsRequest",
        every=Every.DAY,
        clock="ended_at",
        kept_for=lambda: 2 * YEAR,
    ),
    Rule(
        name="requests-unproved",
        words=_("A request without an account that nobody says yes to by mail is deleted after 30 days."),
        table="privacy.RightsRequest",
        every=Every.DAY,
        clock="came_at",
        kept_for=lambda: WAITS,
        only=lambda _now: Q(state=STATE.RECEIVED),
    ),
)
