"""The versions of the privacy policy, as data: one file a language, each paragraph with the promises it makes. Pure.

promise: SCO-2, SCO-3
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Final

from . import en, es, nl

#: A paragraph: the promises that it makes (promises' ids, separated by spaces), and its words.
Paragraph = tuple[str, str]
Section = tuple[str, tuple[Paragraph, ...]]

LANGUAGES: Final[Mapping[str, ModuleType]] = {"nl": nl, "en": en, "es": es}


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number, and the day from which it holds."""

    number: str
    date: date


VERSIONS: Final = (Version("1", date(2026, 11, 23)),)


def current() -> Version:
    """Return the version that holds now."""
    return VERSIONS[-1]


def sections(version: Version, language: str) -> tuple[Section, ...]:
    """Return a version's words in a language of the site; English where it has not been translated."""
    words: dict[str, tuple[Section, ...]] = LANGUAGES.get(language, en).SECTIONS
    return words[version.number]
