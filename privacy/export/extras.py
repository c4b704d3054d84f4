"""What apps add to an export: files of a person, plots of what they did, and rows that no link leads to."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

#: Names inside the ZIP are ours; nothing that a person typed becomes a path (reliability T62).
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.(?:webp|jpg|png)")


class BadName(ValueError):
    """A file would have a name that is not one of ours."""


@dataclass(frozen=True, slots=True)
class File:
    """A picture of a person: its name in the ZIP, what it is, and its bytes."""

    name: str
    what: str  # in the language of the reader
    content: bytes

    def __post_init__(self) -> None:
        """Look at the name.

        :raises BadName: if it could lead anywhere
        """
        if not NAME.fullmatch(self.name):
            raise BadName(self.name)


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot: a heading, and how much there is of each thing; for the page alone."""

    title: str  # in the language of the reader
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One column of a listing; ``kind`` as Django names that of a field."""

    name: str
    what: str  # in English; marked for translation
    kind: str = "TextField"
    labels: Mapping[Any, Any] = field(default_factory=dict)  # what its codes mean, in the language of the reader
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of an export that has no column with its person: its rows are found by asking for one."""

    name: str  # in the file for machines
    category: str  # one of inventory.CATEGORIES
    title: str  # in English, as is ``purpose``; both marked for translation
    purpose: str
    columns: tuple[Listed, ...]
    rows: Callable[[UUID, datetime], Iterable[tuple[Any, ...]]]


Files = Callable[[UUID], Iterable[File]]
Figures = Callable[[UUID], Iterable[Figure]]
_files: list[Files] = []
_figures: list[Figures] = []
_listings: dict[str, Listing] = {}


def register_files(source: Files) -> None:
    """Have an app's files of a person put into each export; apps call this in their ``ready``."""
    if source not in _files:
        _files.append(source)


def register_figures(source: Figures) -> None:
    """Have an app's plots put onto the page of each export; apps call this in their ``ready``."""
    if source not in _figures:
        _figures.append(source)


def register_listing(listing: Listing) -> None:
    """Have rows that an app finds put into each export; apps call this in their ``ready``."""
    _listings[listing.name] = listing


def files_of(person_id: UUID) -> list[File]:
    """Return all files of a person, in the order of the apps."""
    return [file for source in _files for file in source(person_id)]


def figures_of(person_id: UUID) -> list[Figure]:
    """Return all plots for a person."""
    return [figure for source in _figures for figure in source(person_id) if figure.bars]


def listings() -> tuple[Listing, ...]:
    """Return all listings, in the order of the apps."""
    return tuple(_listings.values())
