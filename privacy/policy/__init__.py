"""The versions of the privacy policy, as data: one file a language, each paragraph with the promises it makes. Pure.

promise: SCO-2, SCO-3
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from .comparing import Line, PageChange, compare
from .promises import INVARIANTS, PROMISES
from .reading import LINK, Drawing, Page, Paragraph, Section, pages_of, plain

__all__ = ["INVARIANTS", "LINK", "PROMISES", "Drawing", "Line", "Page", "PageChange", "Paragraph", "Section", "plain"]

WORDS: Final = Path(__file__).parent / "words"
#: The language in which the words are first written; the others follow it, paragraph by paragraph.
FIRST_LANGUAGE: Final = "en"
#: The page that says in short what a version changed: shown before it is accepted, and mailed.
NEWS: Final = "news"


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number, and the day from which it holds."""

    number: str
    date: date


#: Oldest first.
VERSIONS: Final[tuple[Version, ...]] = (Version("1", date(2026, 11, 23)), Version("2", date(2026, 11, 23)))


@dataclass(frozen=True, slots=True)
class Change:
    """What one version changed against the one before, in a language; the first has nothing before it."""

    version: Version
    language: str
    pages: tuple[PageChange, ...]
    is_first: bool


def current() -> Version:
    """Return the version that holds now."""
    return VERSIONS[-1]


def language_of(version: Version, language: str) -> str:
    """Return the language in which a version is read by whoever reads this one: English until it is translated."""
    return language if (WORDS / version.number / f"{language}.md").exists() else FIRST_LANGUAGE


@cache
def pages(version: Version, language: str) -> Mapping[str, Page]:
    """Return a version's pages by their names, in a language of the site or else in English."""
    file = WORDS / version.number / f"{language_of(version, language)}.md"
    return pages_of(file.read_text(encoding="utf-8"))


def news(version: Version, language: str) -> list[Paragraph]:
    """Return in short what a version changed; nothing of the first."""
    page = pages(version, language).get(NEWS)
    return list(page.paragraphs()) if page else []


def news_since(number: str, language: str) -> list[str]:
    """Return in plain words what changed since a version, oldest change first; nothing since one that never was."""
    numbers = [version.number for version in VERSIONS]
    later = VERSIONS[numbers.index(number) + 1 :] if number in numbers else ()
    return [plain(words) for version in later for words in news(version, language)]


@cache
def changes(language: str, there: frozenset[str] = frozenset()) -> tuple[Change, ...]:
    """Return what each version changed, newest first, word by word (promise: SCO-3), on a site that has some things."""
    return tuple(_change(*pair, language, there) for pair in zip((None, *VERSIONS), VERSIONS, strict=False))[::-1]


def _change(before: Version | None, version: Version, language: str, there: frozenset[str]) -> Change:
    shared = _shared_language(before, version, language)
    if before is None:
        return Change(version, shared, (), is_first=True)
    old, new = (_public(one, shared, there) for one in (before, version))
    return Change(version, shared, compare(old, new), is_first=False)


def _shared_language(before: Version | None, version: Version, language: str) -> str:
    """Return a language in which both can be compared."""
    spoken = {language_of(one, language) for one in (before, version) if one}
    return spoken.pop() if len(spoken) == 1 else FIRST_LANGUAGE


def _public(version: Version, language: str, there: frozenset[str]) -> dict[str, list[Paragraph]]:
    """Return the words that are compared, by their pages; what tells of a change is none itself."""
    compared = (page for page in pages(version, language).values() if page.name != NEWS)
    return {page.name: [words for words in page.paragraphs() if words.holds(there)] for page in compared}
