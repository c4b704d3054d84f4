"""Erasing by the inventory: what is declared as deleted goes, what is declared as cut loses whom it was about.

promise: RGT-4, RET-2; reliability P-12. A row that a legal hold names stays as it is (promise: DAT-20).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from . import catalogue, holds, steps
from .inventory import Erasure as Rule
from .inventory import Holding
from .steps import Leaving, Step

CUT, DELETED = 100, 200  # the places of the two among all steps


@dataclass(frozen=True, slots=True)
class Held:
    """One declared table and how many rows of somebody's are in it."""

    holding: Holding
    count: int


def rows_of(leaving: Leaving, *rules: Rule) -> Iterator[tuple[Holding, QuerySet[Any]]]:
    """Yield each declared table to which one of some rules applies, with the rows of whoever leaves.

    What hangs on another row comes before it, and the people themselves come last.
    """
    declared = [holding for holding in catalogue.tables().values() if holding.erasure in rules]
    for holding in sorted(declared, key=lambda one: (one.owner == "pk", -one.owner.count("__"))):
        theirs = Q(pk__in=())
        if holding.owner:
            theirs |= Q(**{f"{holding.owner}__in": leaving.people})
        for column in _addresses(holding) if leaving.emails else ():
            theirs |= Q(**{f"{column}__in": leaving.emails})
        if theirs:
            yield holding, _model(holding)._base_manager.filter(theirs)  # noqa: SLF001 - Django documents it


def held(leaving: Leaving) -> dict[str, set[Any]]:
    """Return which rows of whoever leaves must stay, by table: those that are held, and the people they name."""
    found: dict[str, set[Any]] = {}
    person = ""
    for holding, rows in rows_of(leaving, Rule.CUT, Rule.DELETED):
        keys = holds.held(holding.name, now=leaving.now)
        found[holding.name] = set(rows.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        person = holding.name if holding.owner == "pk" else person
    for holding, rows in rows_of(leaving, Rule.CUT):
        if holding.owner and found[holding.name]:  # cutting the link would change what is held
            named = rows.filter(pk__in=found[holding.name]).values_list(holding.owner, flat=True)
            found[person] |= {pk for pk in named if pk is not None}
    return {label: keys for label, keys in found.items() if keys}


def how_much(leaving: Leaving, *rules: Rule) -> list[Held]:
    """Return in which tables somebody has rows, and how many, to say what becomes of them."""
    counted = [Held(holding, rows.count()) for holding, rows in rows_of(leaving, *rules)]
    return [found for found in counted if found.count]


def cut(leaving: Leaving) -> None:
    """Empty what leads from a row to the person, where the row itself is kept."""
    stays = held(leaving)
    for holding, rows in rows_of(leaving, Rule.CUT):
        empty: dict[str, Any] = {}
        if holding.owner and "__" not in holding.owner:
            empty[holding.owner] = None
        empty |= dict.fromkeys(_addresses(holding), "")
        if empty:
            rows.exclude(pk__in=stays.get(holding.name, ())).update(**empty)


def delete(leaving: Leaving) -> None:
    """Delete what goes with the person, and the person."""
    stays = held(leaving)
    for holding, rows in rows_of(leaving, Rule.DELETED):
        rows.exclude(pk__in=stays.get(holding.name, ())).delete()


@transaction.atomic
def erase(leaving: Leaving) -> None:
    """Do everything at once, for people whom nobody needs to tell: it is done altogether or not at all."""
    for step in steps.in_order():
        step.do(leaving)


def _addresses(holding: Holding) -> tuple[str, ...]:
    """Return the columns of a table that hold an e-mail address of whoever it is about."""
    return (*([holding.address] if holding.address else []), *holding.cut)


def _model(holding: Holding) -> type[Model]:
    """Return a table, also one that Django made between two others."""
    app, _, name = holding.name.partition(".")
    return next(
        model for model in apps.get_app_config(app).get_models(include_auto_created=True) if model.__name__ == name
    )


steps.register(Step("what is kept loses its owner", CUT, cut), Step("what is theirs is deleted", DELETED, delete))
