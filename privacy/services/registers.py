"""Legal holds, and the register of what was handed on (promise: DAT-20, DIS-1, DIS-3)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from privacy import holds
from privacy.models import Disclosure, LegalHold

#: What is needed longer is looked at anew, and held again.
LONGEST_HOLD: Final = timedelta(days=366)


class NoSuchRecord(Exception):
    """A hold is to name one row that is there, or one person."""


class NoTimeLeft(Exception):
    """A hold is to end in the past."""


class TooLong(Exception):
    """A hold is to last longer than a year."""


class NotYet(Exception):
    """What was handed on is registered once it was, not before."""


def set_hold(
    *,
    table: str = "",
    row: str = "",
    person_id: UUID | None = None,
    authority: str,
    reason: str,
    ends_at: datetime,
    by: UUID,
    now: datetime,
) -> LegalHold:
    """Keep one row, or all rows of one person, from being erased and purged until a time.

    :raises NoSuchRecord: if it names nothing that is there, or two things
    :raises NoTimeLeft: if it is to end in the past
    :raises TooLong: if it is to last longer than a year
    """
    if bool(table) == bool(person_id) or (table and not holds.is_there(table, row)):
        raise NoSuchRecord
    if ends_at <= now:
        raise NoTimeLeft
    if ends_at > now + LONGEST_HOLD:
        raise TooLong
    return LegalHold.objects.create(
        table=table,
        row=row,
        person_id=person_id,
        authority=authority,
        reason=reason,
        set_by_id=by,
        set_at=now,
        ends_at=ends_at,
    )


def release_hold(*, hold_id: int, now: datetime) -> None:
    """End a hold before its time; one that is over stays as it is."""
    LegalHold.objects.standing(now).filter(pk=hold_id).update(released_at=now)


def release_holds_on(*, table: str, rows: Iterable[object], now: datetime) -> None:
    """End the holds on rows of a table before their time: what they were set for turned out to be nothing."""
    LegalHold.objects.standing(now).filter(table=table, row__in=[str(row) for row in rows]).update(released_at=now)


def disclose(
    *,
    recipient: str,
    categories: Sequence[str],
    why: str,
    details: str,
    people: int,
    made_at: datetime,
    by: UUID,
    now: datetime,
) -> Disclosure:
    """Register that data was handed on; of how many people, and of whom nowhere.

    :raises NotYet: if that is to be in the future
    """
    if made_at > now:
        raise NotYet
    return Disclosure.objects.create(
        recipient=recipient,
        categories=list(categories),
        why=why,
        details=details,
        people=people,
        made_at=made_at,
        made_by_id=by,
    )
