"""Which records a legal hold keeps from being erased and purged: exactly those that it names (promise: DAT-20, P-28).

A hold names one row, or a person and with them every row of theirs. A row that cannot go without another going with
it is held with that other one: the page of a visit holds its visit, and the visit the person's own row.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CASCADE, ForeignKey, Model

from . import catalogue
from .models import LegalHold

Rows = dict[str, set[Any]]


def held(label: str, *, now: datetime) -> set[Any]:
    """Return the keys of those rows of a table that must stay at a time."""
    return _held(label, list(LegalHold.objects.standing(now)))


def is_held(label: str, pk: Any, *, now: datetime) -> bool:
    """Whether one row must stay at a time."""
    return key_of(label, pk) in held(label, now=now)


def is_there(label: str, written: Any) -> bool:
    """Whether a table has a row by that key."""
    if label not in catalogue.tables():
        return False
    key = key_of(label, written)
    return key is not None and apps.get_model(label)._base_manager.filter(pk=key).exists()  # noqa: SLF001


def key_of(label: str, written: Any) -> Any:
    """Return a row's key as its table has it, or None if it can't be one."""
    try:
        return apps.get_model(label)._meta.pk.to_python(written)  # noqa: SLF001 - Django documents it
    except ValidationError:
        return None


def _held(label: str, holds: list[LegalHold]) -> set[Any]:
    if not holds:
        return set()
    rows: Rows = defaultdict(set)
    for hold in holds:
        if hold.table:
            _add(rows, hold.table, {key_of(hold.table, hold.row)})
        elif hold.person_id is not None:
            _add(rows, LegalHold.person.field.related_model._meta.label, {hold.person_id})  # noqa: SLF001
    people = {hold.person_id for hold in holds if hold.person_id is not None}
    return rows[label] | _rows_of(label, people)


def _add(rows: Rows, label: str, keys: set[Any]) -> None:
    """Add rows, and those above them without which they can't be."""
    fresh = keys - rows[label]
    rows[label] |= fresh
    if fresh:
        for above, column in _above(apps.get_model(label)):
            keys_above = apps.get_model(label)._base_manager.filter(pk__in=fresh).values_list(column, flat=True)  # noqa: SLF001
            _add(rows, above, {key for key in keys_above if key is not None})


def _above(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield each table whose rows take rows of this one along when they go, and the column that leads there."""
    for column in model._meta.concrete_fields:  # noqa: SLF001
        if isinstance(column, ForeignKey) and column.remote_field.on_delete is CASCADE:
            yield column.related_model._meta.label, column.attname  # noqa: SLF001


def _rows_of(label: str, people: set[UUID]) -> set[Any]:
    """Return the rows of people in a table, where it says whose they are."""
    holding = catalogue.tables().get(label)
    if holding is None or not holding.owner or not people:
        return set()
    owned = {f"{holding.owner}__in": people}
    return set(apps.get_model(label)._base_manager.filter(**owned).values_list("pk", flat=True))  # noqa: SLF001
