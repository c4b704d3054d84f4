"""By what a complainant is known: keyed hashes that change each week, so that nobody can be followed for long.

Whoever complains again is asked who they are anyway; only then can their earlier complaints be found (reliability R7).
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

#: Weeks in which somebody's complaints are found again: as long as receipts last, and the decisions before them.
WEEKS: Final = 9


def current(person_id: UUID, day: date) -> str:
    """Return the pseudonym of this week."""
    return _of(person_id, _week(day))


def recent(person_id: UUID, day: date) -> list[str]:
    """Return the pseudonyms of the last weeks, the newest first."""
    return [_of(person_id, _week(day) - back) for back in range(WEEKS)]


def of_meeting(person: str, chat: str) -> str:
    """Return what stands for one meeting and who complains about it."""
    return salted_hmac("chatear.moderation.once", f"{person}:{chat}", algorithm="sha256").hexdigest()


def of_receipt(receipt: str) -> str:
    """Return by what a receipt is found: whoever reads the table can't open its page."""
    return salted_hmac("chatear.moderation.receipt", receipt, algorithm="sha256").hexdigest()


def _week(day: date) -> int:
    return day.toordinal() // 7


def _of(person_id: UUID, week: int) -> str:
    return salted_hmac("chatear.moderation.complainant", f"{week}:{person_id}", algorithm="sha256").hexdigest()
