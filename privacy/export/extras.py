"""What apps add to an export: files of a person, and plots of what they did."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
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


Files = Callable[[UUID], Iterable[File]]
Figures = Callable[[UUID], Iterable[Figure]]
_files: list[Files] = []
_figures: list[Figures] = []


def register_files(source: Files) -> None:
    """Have an app's files of a person put into each export; apps call this in their ``ready``."""
    if source not in _files:
        _files.append(source)


def register_figures(source: Figures) -> None:
    """Have an app's plots put onto the page of each export; apps call this in their ``ready``."""
    if source not in _figures:
        _figures.append(source)


def files_of(person_id: UUID) -> list[File]:
    """Return all files of a person, in the order of the apps."""
    return [file for source in _files for file in source(person_id)]


def figures_of(person_id: UUID) -> list[Figure]:
    """Return all plots for a person."""
    return [figure for source in _figures for figure in source(person_id) if figure.bars]
