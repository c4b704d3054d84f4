"""What another service says of somebody's age: enough to shut the door, never to open it. promise: CHI-1. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.age import OF_AGE, is_of_age

MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")  # Facebook
DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")  # VK
YEAR_ALONE = re.compile(r"\d{4}")


def says_younger(told: Mapping[str, Any], on: date) -> bool:
    """Whether a service's words about somebody mean that they are not 18 yet on a day.

    Words that leave it open (a day without a year, a band from 13 upwards) mean nothing either way.
    """
    birthday, band = told.get("birthday"), told.get("age_range")
    return _born_too_late(birthday, on) or _in_a_young_band(band)


def _born_too_late(birthday: object, on: date) -> bool:
    if not isinstance(birthday, str):
        return False
    if YEAR_ALONE.fullmatch(birthday):
        return on.year - int(birthday) < OF_AGE
    born = _day(birthday)
    return born is not None and not is_of_age(born, on)


def _day(birthday: str) -> date | None:
    try:
        if found := MONTH_FIRST.fullmatch(birthday):
            return date(int(found[3]), int(found[1]), int(found[2]))
        if found := DAY_FIRST.fullmatch(birthday):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(birthday)
    except ValueError:
        return None


def _in_a_young_band(band: object) -> bool:
    most = band.get("max") if isinstance(band, Mapping) else None
    return isinstance(most, int) and most < OF_AGE
