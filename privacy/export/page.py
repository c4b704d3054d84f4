"""``index.html``: an export for people. One file, no script, nothing from outside; values are text and nothing else.

promise: RGT-4; reliability T62
"""

from base64 import b64encode
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext

from privacy import catalogue, drawing
from privacy.inventory import CATEGORIES, LINKED, OWNER, ROW, Holding, Whose

from .data import dump
from .extras import Figure, File, Listing
from .sections import Column, Section

#: Rows of one table that the page shows, the last ones; a browser is slow with more, and the other file has them all.
MOST_ROWS: Final = 500
PICTURES: Final = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


class Kept:
    """The last rows of each table, as they went by, and how many there were."""

    def __init__(self) -> None:
        self.rows: dict[str, deque[tuple[Any, ...]]] = {}
        self.counts: dict[str, int] = {}

    def see(self, section: Section, row: tuple[Any, ...]) -> None:
        """Note one row."""
        self.rows.setdefault(section.label, deque(maxlen=MOST_ROWS)).append(row)
        self.counts[section.label] = self.counts.get(section.label, 0) + 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One table as the page has it."""

    section: Section
    heads: list[str]
    rows: list[tuple[SafeString, ...]]
    count: int

    @property
    def more(self) -> int:
        """How many rows only the other file has."""
        return self.count - len(self.rows)

    @property
    def pairs(self) -> list[tuple[str, SafeString]]:
        """The one row of a table that has one, as heads and values."""
        return list(zip(self.heads, self.rows[0], strict=True)) if self.count == 1 else []

    @property
    def purpose(self) -> str:
        """What it is held for."""
        return capfirst(gettext(self.section.holding.purpose))

    @property
    def kept(self) -> str:
        """How long it stays."""
        return catalogue.words_on_keeping(self.section.holding)

    @property
    def staff(self) -> str:
        """Who of staff may look at it."""
        return catalogue.words_on_staff(self.section.holding)

    @property
    def withheld(self) -> list[tuple[str, str]]:
        """What is left out and why, but for numbers of rows and what the whole export says."""
        parts = self.section.holding.parts.values()
        said = [part for part in parts if part.withheld and part not in (ROW, OWNER)]
        return list(dict.fromkeys((gettext(part.what), gettext(part.withheld)) for part in said))


@dataclass(frozen=True, slots=True)
class Found:
    """One listing as the page has it."""

    title: str
    purpose: str
    heads: list[str]
    rows: list[tuple[SafeString, ...]]


def found_of(listing: Listing, *, person_id: UUID, now: datetime) -> Found:
    """Return the last rows of a listing as people read them, in the language that is active."""
    labels = [column.labels for column in listing.columns]
    rows = list(listing.rows(person_id, now))[:MOST_ROWS]
    return Found(
        capfirst(gettext(listing.title)),
        capfirst(gettext(listing.purpose)),
        [capfirst(gettext(column.what)) for column in listing.columns],
        [tuple(_cell(value, known) for value, known in zip(row, labels, strict=True)) for row in rows],
    )


def page(
    *,
    kept: Kept,
    sections: Iterable[Section],
    files: Sequence[File],
    figures: Sequence[Figure],
    now: datetime,
    found: Sequence[Found] = (),
) -> str:
    """Return the whole page, in the language that is active."""
    tables = list(sections)
    language = get_language() or settings.LANGUAGE_CODE
    content = {
        "language": language,
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "made_at": _moment(now),
        "operator": settings.OPERATOR,
        "groups": _groups(tables, kept),
        "found": [listing for listing in found if listing.rows],
        "empty": [
            *(section.title for section in tables if section.label not in kept.counts),
            *(listing.title for listing in found if not listing.rows),
        ],
        "pictures": [(file.what, _embedded(file)) for file in files],
        "plots": [(figure.title, mark_safe(drawing.bars(figure.title, figure.bars))) for figure in figures],  # noqa: S308 - drawn and escaped by us
        "keeping": [_row_on_keeping(holding) for holding in _about_people()],
    }
    return render_to_string("privacy/export/index.html", content)


def _groups(tables: Sequence[Section], kept: Kept) -> list[tuple[str, list[Shown]]]:
    """Return the tables that have rows, by their categories."""
    groups: dict[str, list[Shown]] = {}
    for section in tables:
        if section.label in kept.rows:
            groups.setdefault(section.holding.category, []).append(_shown(section, kept))
    return [(capfirst(gettext(CATEGORIES[category])), found) for category, found in groups.items()]


def _shown(section: Section, kept: Kept) -> Shown:
    """Return a table with its newest row on top."""
    parts = section.holding.parts
    at = [number for number, column in enumerate(section.columns) if parts[column.name] is not LINKED]
    columns = [section.columns[number] for number in at]
    labels = [column.labels for column in columns]
    rows = [
        tuple(_cell(row[number], known) for number, known in zip(at, labels, strict=True))
        for row in reversed(kept.rows[section.label])
    ]
    return Shown(section, [_head(column) for column in columns], rows, kept.counts[section.label])


def _head(column: Column) -> str:
    return capfirst(gettext(column.what))


def _cell(value: Any, labels: Mapping[Any, Any]) -> SafeString:
    """Return a value as people read it, as text that can be nothing else."""
    if value is None or value in ("", [], {}):
        return SafeString("–")
    if isinstance(value, bool):
        return conditional_escape(gettext("yes") if value else gettext("no"))
    if isinstance(value, list):
        return format_html_join(", ", "{}", ((labels.get(each, each),) for each in value))
    if isinstance(value, str) and value in labels:
        return conditional_escape(labels[value])
    if isinstance(value, datetime | date):
        return conditional_escape(_moment(value))
    return conditional_escape(dump(value) if isinstance(value, dict) else str(value))


def _moment(value: datetime | date) -> str:
    if isinstance(value, datetime):
        return date_format(value.astimezone(UTC), "DATETIME_FORMAT")
    return date_format(value, "DATE_FORMAT")


def _embedded(file: File) -> str:
    """Return a picture as an address that holds it: a page out of a ZIP may not find its neighbours."""
    kind = PICTURES[file.name.rpartition(".")[2]]
    return format_html("data:{};base64,{}", kind, b64encode(file.content).decode())


def _about_people() -> list[Holding]:
    return [holding for holding in catalogue.holdings() if holding.whose not in {Whose.NOBODY, Whose.STAFF}]


def _row_on_keeping(holding: Holding) -> tuple[str, str, str]:
    """Return what something is for, why it may be held, and how long it stays."""
    return (
        capfirst(gettext(holding.purpose)),
        capfirst(gettext(holding.basis.value)),
        capfirst(catalogue.words_on_keeping(holding)),
    )
