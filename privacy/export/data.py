"""``data.json``: an export for machines, written row by row, in the words of the published schema (P-15)."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext

from privacy import catalogue, schema
from privacy.inventory import Whose

from .extras import File, Listing, listings
from .sections import Section, rows_of, sections

STEP: Final = 500  # rows after which somebody may want to know
Seen = Callable[[Section, tuple[Any, ...]], None]


def write_data(
    *,
    write: Callable[[bytes], object],
    person: AbstractBaseUser,
    language: str,
    files: Iterable[File],
    now: datetime,
    seen: Seen,
) -> None:
    """Write all that a person is handed as JSON; ``seen`` is told of each row as it goes by."""
    for text in _texts(person, language, files, now, seen):
        write(text.encode())


def _texts(person: AbstractBaseUser, language: str, files: Iterable[File], now: datetime, seen: Seen) -> Iterator[str]:
    about = {"format": schema.FORMAT, "schema": schema_version(), "made_at": now, "language": language}
    for name, value in about.items():
        yield f'{"{" if name == "format" else ","}\n"{name}": {dump(value)}'
    yield ',\n"tables": {'
    for number, section in enumerate(sections()):
        yield from _table(section, person, is_first=number == 0, seen=seen)
    yield '\n},\n"listings": {'
    for number, listing in enumerate(listings()):
        yield from _listing(listing, person.pk, now, is_first=number == 0)
    yield f'\n}},\n"elsewhere": {dump(elsewhere())}'
    yield f',\n"files": {dump([{"name": f"files/{file.name}", "what": file.what} for file in files])}\n}}\n'


def _table(section: Section, person: AbstractBaseUser, *, is_first: bool, seen: Seen) -> Iterator[str]:
    withheld = {name: gettext(why) for name, why in section.withheld.items()}
    yield f"{'' if is_first else ','}\n{dump(section.label)}: {{"
    yield f'"category": {dump(section.holding.category)}, "withheld": {dump(withheld)}, "rows": ['
    names = [column.name for column in section.columns]
    before = "\n"
    for row in rows_of(section, person=person):
        yield before + dump(dict(zip(names, row, strict=True)))
        before = ",\n"
        seen(section, row)
    yield "]}"


def _listing(listing: Listing, person_id: UUID, now: datetime, *, is_first: bool) -> Iterator[str]:
    names = [column.name for column in listing.columns]
    rows = [dict(zip(names, row, strict=True)) for row in listing.rows(person_id, now)]
    held = {"category": listing.category, "withheld": {}, "rows": rows}
    yield f"{'' if is_first else ','}\n{dump(listing.name)}: {dump(held)}"


def elsewhere() -> list[dict[str, str]]:
    """Return what is held outside of the tables, for how long, and what for: memory, queues and logs."""
    return [
        {
            "category": holding.category,
            "purpose": gettext(holding.purpose),
            "kept": catalogue.words_on_keeping(holding),
        }
        for holding in catalogue.holdings()
        if holding.kind != "table" and holding.whose is not Whose.NOBODY
    ]


def export_schema() -> dict[str, Any]:
    """Return the published schema: what ``data.json`` may hold."""
    return schema.document(
        {
            section.label: schema.Table(
                section.holding.category,
                section.holding.purpose,
                {column.name: schema.of_column(column.what, **_facts(column.field)) for column in section.columns},
                tuple(section.withheld),
            )
            for section in sections()
        },
        {
            listing.name: schema.Table(
                listing.category,
                listing.purpose,
                {
                    column.name: schema.of_column(
                        column.what, kind=column.kind, is_null=column.may_be_empty, codes=tuple(column.labels)
                    )
                    for column in listing.columns
                },
                (),
            )
            for listing in listings()
        },
    )


def schema_version() -> str:
    """Return which schema an export follows; it is another one as soon as the inventory is."""
    return str(export_schema()["version"])


def _facts(field: Any) -> dict[str, Any]:
    """Return what the schema wants to know of a column; a link is of the kind that it leads to."""
    target = field.target_field if field.is_relation else field
    return {
        "kind": target.get_internal_type(),
        "is_null": field.null,
        "codes": tuple(code for code, _ in field.flatchoices),
        "may_be_blank": field.blank,
    }


def dump(value: Any) -> str:
    """Return a value as JSON: on one line, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, default=plain)


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
