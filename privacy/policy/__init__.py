"""The versions of the privacy policy, as data: one file a language, each paragraph with the promises it makes. Pure.

promise: SCO-2, SCO-3
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Final

from . import ar, de, en, es, fr, nl, pt

#: A paragraph: the promises that it makes (promises' ids, separated by spaces), and its words.
Paragraph = tuple[str, str]
Section = tuple[str, tuple[Paragraph, ...]]

LANGUAGES: Final[Mapping[str, ModuleType]] = {"nl": nl, "en": en, "es": es, "de": de, "fr": fr, "pt": pt, "ar": ar}


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number, and the day from which it holds."""

    number: str
    date: date


#: Oldest first.
VERSIONS: Final = (Version("1", date(2026, 11, 23)),)


@dataclass(frozen=True, slots=True)
class Change:
    """What one version changed against the one before; the first has nothing before it."""

    version: Version
    added: tuple[Paragraph, ...]
    removed: tuple[Paragraph, ...]
    is_first: bool


def current() -> Version:
    """Return the version that holds now."""
    return VERSIONS[-1]


def sections(version: Version, language: str) -> tuple[Section, ...]:
    """Return a version's words in a language of the site; English where it has not been translated."""
    words: dict[str, tuple[Section, ...]] = LANGUAGES.get(language, en).SECTIONS
    return words[version.number]


def changes(language: str) -> list[Change]:
    """Return what each version changed, newest first, paragraph by paragraph (promise: SCO-3)."""
    found = []
    for before, version in zip((None, *VERSIONS), VERSIONS, strict=False):
        old = _paragraphs(before, language) if before else ()
        new = _paragraphs(version, language)
        added = tuple(paragraph for paragraph in new if paragraph not in old)
        removed = tuple(paragraph for paragraph in old if paragraph not in new)
        found.append(Change(version, added if before else (), removed, is_first=before is None))
    return found[::-1]


def _paragraphs(version: Version, language: str) -> tuple[Paragraph, ...]:
    return tuple(paragraph for _, paragraphs in sections(version, language) for paragraph in paragraphs)
