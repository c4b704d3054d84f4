"""What may be asked for under which law, and by when it is answered (promise: RGT-1 to RGT-4; reliability P-17). Pure.

Laws count days, so these are days, at the place of whoever asks. Everybody may ask for what the law of the EEA gives,
and within its term, where their own law says nothing of it.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

import holidays


class Law(StrEnum):
    """Whose law holds for somebody."""

    EEA = "EEA"  # GDPR
    UK = "UK"  # UK GDPR
    CALIFORNIA = "CALIFORNIA"  # CCPA as amended, Civil Code 1798.83
    NEVADA = "NEVADA"  # NRS 603A
    CANADA = "CANADA"  # PIPEDA
    ELSEWHERE = "ELSEWHERE"  # as in the EEA, because we say so


class Kind(StrEnum):
    """What may be asked for."""

    ACCESS = "ACCESS"
    PORTABILITY = "PORTABILITY"
    RECTIFICATION = "RECTIFICATION"
    ERASURE = "ERASURE"
    RESTRICTION = "RESTRICTION"
    OBJECTION = "OBJECTION"
    WITHDRAWAL = "WITHDRAWAL"
    MARKETING = "MARKETING"
    HUMAN = "HUMAN"
    KNOW = "KNOW"
    DELETE = "DELETE"
    CORRECT = "CORRECT"
    OPT_OUT = "OPT_OUT"
    LIMIT = "LIMIT"
    SHINE = "SHINE"
    COMPLAINT = "COMPLAINT"


@dataclass(frozen=True, slots=True)
class Span:
    """How long something may take, in what a law counts in; one of the three."""

    months: int = 0
    days: int = 0
    business_days: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """By when a request is confirmed and answered, and when at the latest once its writer was told why it takes longer.

    All are counted from the day on which it came.
    """

    answer: Span
    longest: Span | None = None
    confirm: Span | None = None


MONTH: Final = Term(Span(months=1), longest=Span(months=3))
_CALIFORNIA: Final = Term(Span(days=45), longest=Span(days=90), confirm=Span(business_days=10))
_CALIFORNIA_STOP: Final = Term(Span(business_days=15))
_SHINE: Final = Term(Span(days=30))
_NEVADA: Final = Term(Span(days=60), longest=Span(days=90))
_CANADA: Final = Term(Span(days=30), longest=Span(days=60))

_EVERYBODY: Final[Mapping[Kind, Term]] = dict.fromkeys(
    (
        Kind.ACCESS,
        Kind.PORTABILITY,
        Kind.RECTIFICATION,
        Kind.ERASURE,
        Kind.RESTRICTION,
        Kind.OBJECTION,
        Kind.WITHDRAWAL,
        Kind.MARKETING,
        Kind.HUMAN,
    ),
    MONTH,
)
#: California's own words take the place of these.
_SAID_OTHERWISE: Final = frozenset({Kind.ACCESS, Kind.PORTABILITY, Kind.RECTIFICATION, Kind.ERASURE})
TERMS: Final[Mapping[Law, Mapping[Kind, Term]]] = {
    Law.EEA: _EVERYBODY,
    Law.UK: _EVERYBODY,
    Law.ELSEWHERE: _EVERYBODY,
    Law.CALIFORNIA: {
        Kind.KNOW: _CALIFORNIA,
        Kind.DELETE: _CALIFORNIA,
        Kind.CORRECT: _CALIFORNIA,
        Kind.OPT_OUT: _CALIFORNIA_STOP,
        Kind.LIMIT: _CALIFORNIA_STOP,
        Kind.SHINE: _SHINE,
        **{kind: term for kind, term in _EVERYBODY.items() if kind not in _SAID_OTHERWISE},
    },
    Law.NEVADA: {Kind.OPT_OUT: _NEVADA, **_EVERYBODY},
    Law.CANADA: {**_EVERYBODY, **dict.fromkeys((Kind.ACCESS, Kind.RECTIFICATION, Kind.WITHDRAWAL), _CANADA)}
    | {Kind.COMPLAINT: _CANADA},
}

#: The states of the European Economic Area, and the parts of them far away where its law holds too (ISO 3166-1).
EEA: Final = frozenset(
    """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK
    AX GF GP MF MQ RE YT
    """.split()  # noqa: SIM905 - one a word
)
#: How the two states are written where somebody types them, in the languages of the site.
_STATES: Final[Mapping[str, Law]] = {
    **dict.fromkeys(
        ("ca", "california", "californië", "kalifornien", "californie", "califórnia", "كاليفورنيا"), Law.CALIFORNIA
    ),
    **dict.fromkeys(("nv", "nevada", "névada", "نيفادا"), Law.NEVADA),
}
_CODES: Final[Mapping[Law, str]] = {Law.CALIFORNIA: "US-CA", Law.NEVADA: "US-NV"}
#: Where a place has several zones, the one in which a day begins last: it came no later than that.
_ZONES: Final[Mapping[Law, ZoneInfo]] = {
    Law.EEA: ZoneInfo("Europe/Lisbon"),
    Law.UK: ZoneInfo("Europe/London"),
    Law.CALIFORNIA: ZoneInfo("America/Los_Angeles"),
    Law.NEVADA: ZoneInfo("America/Los_Angeles"),
    Law.CANADA: ZoneInfo("America/Vancouver"),
    Law.ELSEWHERE: ZoneInfo("UTC"),
}
#: Laws by which a term that would end on a day without work ends on the next one with it: Regulation (EEC, Euratom)
#: 1182/71, article 3(4), which the United Kingdom has kept.
_MOVES_ON: Final = frozenset({Law.EEA, Law.UK})
_SATURDAY: Final = 5


def place_of(country: str, state: str) -> str:
    """Return a place as requests keep it: a country (ISO 3166-1), with the state where that has a law of its own."""
    country = country.upper()
    law = _STATES.get(state.strip().casefold()) if country == "US" else None
    return _CODES[law] if law else country


def law_of(place: str) -> Law:
    """Return whose law holds at a place."""
    if place in EEA:
        return Law.EEA
    named = {"GB": Law.UK, "CA": Law.CANADA, **{code: law for law, code in _CODES.items()}}
    return named.get(place, Law.ELSEWHERE)


def day_of(law: Law, now: datetime) -> date:
    """Return what day it is where a law holds."""
    return now.astimezone(_ZONES[law]).date()


def ends(span: Span, *, came: date, place: str) -> date:
    """Return the last day of a time that began on a day, at a place."""
    if span.business_days:
        return _business_days_after(came, span.business_days, place)
    last = _months_after(came, span.months) + timedelta(days=span.days)
    if law_of(place) in _MOVES_ON:
        return next(day for day in _from(last) if is_business_day(day, place))
    return last


def is_business_day(day: date, place: str) -> bool:
    """Whether people work on a day at a place: no weekend, no holiday of the whole country or state."""
    return day.weekday() < _SATURDAY and not _is_holiday(day, place)


def _months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or its last one: Regulation 1182/71, article 3(2)(c)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _business_days_after(day: date, days: int, place: str) -> date:
    found = (later for later in _from(day + timedelta(days=1)) if is_business_day(later, place))
    return next(later for number, later in enumerate(found, start=1) if number == days)


def _from(day: date) -> Iterator[date]:
    return (day + timedelta(days=ahead) for ahead in count())


def _is_holiday(day: date, place: str) -> bool:
    """Whether a day is a holiday by every list that holds at a place: where two differ, a term is the shorter one."""
    known = _holidays(place)
    return bool(known) and all(day in each for each in known)


@cache
def _holidays(place: str) -> tuple[holidays.HolidayBase, ...]:
    country, _, state = place.partition("-")
    try:
        return tuple(holidays.country_holidays(country, subdiv=part) for part in dict.fromkeys((None, state or None)))
    except NotImplementedError:  # the library knows no such place; then a term moves on for weekends alone
        return ()
