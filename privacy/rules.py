"""Retention rules: which rows go when (promise: RET-1). Each app registers its own in its ``apps.py``. Pure.

A rule says what is over at a time and nothing of when it was looked at last: it is run by what the tables hold, so
that a lost run loses nothing (reliability M6). `retention.py` runs them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final


class Every(Enum):
    """How often a rule is run."""

    MINUTE = timedelta(minutes=1)
    HOUR = timedelta(hours=1)
    DAY = timedelta(days=1)


class RegisteredTwice(Exception):
    """Two rules have one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is kept for a time, for how long, and what is done then.

    Of a table, a row is over once its ``clock`` is ``kept_for`` ago and ``only`` holds; of anything else, ``find`` says
    what is over. ``end`` does away with some of it, by keys, and may do so twice; without one, rows are deleted.
    """

    name: str  # "old-visits": in the inventory, in the runs, in addresses
    words: Any  # what goes when, in words that are translated
    every: Every
    table: str = ""  # "accounts.Visit"; empty where it is no table
    along: tuple[str, ...] = ()  # tables whose rows go with these
    clock: str = ""  # the column from which time runs; empty where ``only`` says it all
    kept_for: Callable[[], timedelta] = timedelta  # read at each run: it may be a setting
    only: Callable[[datetime], Any] | None = None  # a condition more, as Django's ``Q``
    find: Callable[[datetime], Iterable[Any]] | None = None
    end: Callable[[Sequence[Any], datetime], object] | None = None

    def is_due(self, last_at: datetime | None, now: datetime) -> bool:
        """Whether it is to be run, which it was last at a time, or never."""
        return last_at is None or last_at + self.every.value <= now

    def is_overdue(self, last_at: datetime, now: datetime) -> bool:
        """Whether it was not run for more than three periods (reliability F19)."""
        return last_at + PATIENCE * self.every.value < now


#: Periods after which a rule that was not run is a fault.
PATIENCE: Final = 3
#: All rules by their names, in the order in which apps registered them.
RULES: Final[dict[str, Rule]] = {}


def register(*rules: Rule) -> None:
    """Have rules run from now on; the same one twice is once.

    :raises RegisteredTwice: if another one has its name
    """
    for rule in rules:
        if RULES.setdefault(rule.name, rule) != rule:
            raise RegisteredTwice(rule.name)


def of_table(label: str) -> list[Rule]:
    """Return the rules that see to a table, by itself or along with another."""
    return [rule for rule in RULES.values() if label in (rule.table, *rule.along)]
