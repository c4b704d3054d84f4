"""The tables of an export: which columns are in it, which are left out, and how its rows are found."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any, Final

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Field, Model, Q, QuerySet

from privacy import catalogue
from privacy.inventory import CATEGORIES, Holding, Whose

AT_ONCE: Final = 2000  # rows that are fetched together


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is handed over."""

    name: str
    what: str  # in English; marked for translation
    field: "Field[Any, Any]"

    @property
    def labels(self) -> dict[Any, Any]:
        """Return what its codes mean, in the language of the reader; empty where it has none."""
        return {code: str(label) for code, label in self.field.flatchoices}


@dataclass(frozen=True, slots=True)
class Section:
    """One table as its rows' person sees it."""

    holding: Holding
    model: type[Model]
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        """Return its name in the file for machines."""
        return self.holding.name

    @property
    def title(self) -> str:
        """Return its name for people, in their language."""
        return catalogue.title_of(self.label)

    @property
    def withheld(self) -> dict[str, str]:
        """Return why each column is left out that is, in English."""
        return {name: part.withheld for name, part in self.holding.parts.items() if part.withheld}


@cache
def sections() -> tuple[Section, ...]:
    """Return every table that can hold something about a person, by categories in their order."""
    order = list(CATEGORIES)
    about = [
        _section(holding)
        for holding in catalogue.tables().values()
        if holding.whose is not Whose.NOBODY and (holding.owner or holding.address)
    ]
    return tuple(sorted(about, key=lambda section: order.index(section.holding.category)))


def _section(holding: Holding) -> Section:
    model = apps.get_model(holding.name)
    fields = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001 - as above
    given = ((name, part.what) for name, part in holding.parts.items() if not part.withheld and name in fields)
    return Section(holding, model, tuple(Column(name, what, fields[name]) for name, what in given))


def rows_of(section: Section, *, person: AbstractBaseUser) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table that are a person's, as their columns stand; empty ones where none is handed over."""
    found = _found(section, person)
    if section.columns:
        columns = [column.field.attname for column in section.columns]
        yield from found.order_by("pk").values_list(*columns).iterator(chunk_size=AT_ONCE)
    else:
        yield from repeat((), found.count())


def count_rows(*, person: AbstractBaseUser) -> int:
    """Return how many rows a person has in all tables together."""
    return sum(_found(section, person).count() for section in sections())


def _found(section: Section, person: AbstractBaseUser) -> QuerySet[Model]:
    holding, address = section.holding, getattr(person, "email", None)
    theirs = Q(**{holding.owner: person.pk}) if holding.owner else Q()
    if holding.address and address:
        theirs |= Q(**{holding.address: address})
    if not theirs:
        return section.model._default_manager.none()  # noqa: SLF001 - as above
    return section.model._default_manager.filter(theirs)  # noqa: SLF001 - as above
