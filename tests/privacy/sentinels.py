"""People of whom every declared column of every table holds something that can be found again (P-10, P-12)."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection

from privacy import export
from privacy.export.data import plain

WHOLE = {"AutoField", "BigAutoField", "BigIntegerField", "IntegerField", "SmallIntegerField"}
TEXTS = {"CharField", "EmailField", "SlugField", "URLField", "FileField", "FilePathField"}
COUNTS = {"PositiveIntegerField", "PositiveSmallIntegerField", "PositiveBigIntegerField"}

#: A type without an end for what has one.
WIDE = dict.fromkeys(WHOLE | COUNTS, "bigint") | dict.fromkeys(TEXTS, "text")


def open_the_tables():
    """Let any value into any column, until the test's transaction is rolled back: no rule, no length, no trigger."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            for name in rules_of(cursor, model):
                cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
            for name in triggers_of(cursor, model):
                cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
        for model in apps.get_models(include_auto_created=True):
            for column, kind in kinds_of(model):
                if wide := WIDE.get(kind):
                    cursor.execute(f'ALTER TABLE "{model._meta.db_table}" ALTER COLUMN "{column.column}" TYPE {wide}')


def rules_of(cursor, model):
    """Return the checks and foreign keys of a table."""
    asked = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'f')"
    cursor.execute(asked, [f'"{model._meta.db_table}"'])
    return [name for (name,) in cursor.fetchall()]


def triggers_of(cursor, model):
    """Return what the database does by itself when rows of a table change."""
    asked = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
    cursor.execute(asked, [f'"{model._meta.db_table}"'])
    return [name for (name,) in cursor.fetchall()]


def kinds_of(model):
    """Yield each column with what it holds; a link holds what it leads to."""
    for column in model._meta.concrete_fields:
        target = column.target_field if column.is_relation else column
        yield column, target.get_internal_type()


@dataclass
class Somebody:
    """A person with one row in each table, told apart from others by a number."""

    number: int
    person: Any = None
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    _next: int = 0

    def __post_init__(self):
        """Fill each table; those that others lead to come first."""
        person = get_user_model()
        wanted = [person._meta.label, *(section.label for section in export.sections())]
        for label in dict.fromkeys(wanted):
            self._fill(label)
        self.person = person.objects.get(pk=self.rows[person._meta.label]["id"])

    def sentinel_of(self, label, column):
        """Return what stands in a column, as JSON has it."""
        return plain_of(self.rows[label][column])

    def links(self, label):
        """Return the columns that lead on to the person, or are their address: they say what others say already."""
        holding = next(section.holding for section in export.sections() if section.label == label)
        return {holding.owner.partition("__")[0], holding.address} - {"", "pk"}

    def _fill(self, label):
        if label in self.rows:
            return
        model = apps.get_model(label)
        section = next(section for section in export.sections() if section.label == label)
        first = section.holding.owner.partition("__")[0]
        values = {}
        for column, kind in kinds_of(model):
            if column.name == first and column.is_relation:
                values[column.name] = self._linked(column)
            elif column.name == first:
                values[column.name] = self.rows[get_user_model()._meta.label]["id"]  # their number, without a link
            elif column.name == section.holding.address:
                values[column.name] = self.rows[get_user_model()._meta.label]["email"]
            else:
                values[column.name] = self._value(kind)
        self.rows[label] = values
        attributes = {column.attname: values[column.name] for column in model._meta.concrete_fields}
        model._base_manager.bulk_create([model(**attributes)])
        key = model._meta.pk.attname
        rest = {name: value for name, value in attributes.items() if name != key}
        model._base_manager.filter(pk=attributes[key]).update(**rest)  # what sets itself on the first save

    def _linked(self, column):
        target = column.related_model
        self._fill(target._meta.label)
        return self.rows[target._meta.label][target._meta.pk.name]

    def _value(self, kind):
        self._next += 1
        number = self.number * 1_000_000_000 + self._next * 1000 + 1
        if kind in WHOLE | COUNTS:
            return number
        if kind == "BooleanField":
            return True
        return {
            "UUIDField": UUID(int=number << 40),
            "DateTimeField": datetime(2001, 1, 1, tzinfo=UTC) + timedelta(microseconds=number),
            "DateField": date(1000, 1, 1) + timedelta(days=self.number * 10_000 + self._next),
            "JSONField": {"is": f"sentinel-{number}"},
            "ArrayField": [f"{number // 1000:06x}"],  # short: Django casts to the length of the column
            "BinaryField": f"sentinel-{number}".encode(),
        }.get(kind, f"sentinel-{number}")


def plain_of(value):
    """Return a value as JSON has it."""
    return value if isinstance(value, str | int | bool | dict | list | None) else plain(value)
