"""How old somebody is, where they are, and what day it is some months later. promise: CHI-1. Pure."""

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

OF_AGE: Final = 18  # years
OLDEST: Final = 120  # years; a longer life is a slip of the finger
#: Where a day begins last: whoever's place is not known is let in no earlier than there.
LAST: Final = timezone(timedelta(hours=-12))


def is_of_age(birth_date: date, on: date) -> bool:
    """Whether somebody born on a day is 18 on another.

    Whoever was born on 29 February is 18 on 1 March where the year has no such day, as most laws have it.
    """
    return age_on(birth_date, on) >= OF_AGE


def age_on(birth_date: date, on: date) -> int:
    """Return how many birthdays somebody has had by a day."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def birthday_of_age(birth_date: date) -> date:
    """Return the day on which somebody becomes 18."""
    try:
        return birth_date.replace(year=birth_date.year + OF_AGE)
    except ValueError:  # born on 29 February
        return date(birth_date.year + OF_AGE, 3, 1)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or before; the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def today_in(country: str, now: datetime) -> date:
    """Return the day it is in a country (ISO 3166-1); where it has several, or it is not known, the earlier."""
    return min(now.astimezone(zone).date() for zone in _zones(country.upper()))


@cache
def _zones(country: str) -> tuple[tzinfo, ...]:
    names = get_global("territory_zones").get(country, ())
    found = [zone for zone in map(_zone, names) if zone is not None]
    return (*found,) or (LAST,)


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # a system without time zones, or with older ones
        return None
