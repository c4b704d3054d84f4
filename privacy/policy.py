"""The versions of the privacy policy, as data. Pure. promise: SCO-2, SCO-3"""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number, and the day from which it holds."""

    number: str
    date: date


VERSIONS: Final = (Version("1", date(2026, 11, 23)),)


def current() -> Version:
    """Return the version that holds now."""
    return VERSIONS[-1]
