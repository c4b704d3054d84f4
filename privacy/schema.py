"""The published form of an export: JSON Schema, made from the inventory (P-15). Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

FORMAT: Final = "chatear-export-1"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

WHOLE: Final[dict[str, Any]] = {"type": "integer"}
COUNT: Final[dict[str, Any]] = {"type": "integer", "minimum": 0}
TEXT: Final[dict[str, Any]] = {"type": "string"}

#: What a column's kind, as Django names it, is in JSON; any other is text.
KINDS: Final[Mapping[str, dict[str, Any]]] = {
    **dict.fromkeys(("AutoField", "BigAutoField", "BigIntegerField", "IntegerField", "SmallIntegerField"), WHOLE),
    **dict.fromkeys(("PositiveIntegerField", "PositiveSmallIntegerField", "PositiveBigIntegerField"), COUNT),
    "BooleanField": {"type": "boolean"},
    "FloatField": {"type": "number"},
    "DateTimeField": {"type": "string", "format": "date-time"},
    "DateField": {"type": "string", "format": "date"},
    "UUIDField": {"type": "string", "format": "uuid"},
    "ArrayField": {"type": "array"},
    "JSONField": {},
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its category, what it is for, its columns as schemas, and the names of those left out."""

    category: str
    purpose: str
    columns: Mapping[str, dict[str, Any]]
    withheld: tuple[str, ...]


def of_column(
    what: str, *, kind: str, is_null: bool, codes: tuple[Any, ...] = (), may_be_blank: bool = False
) -> dict[str, Any]:
    """Return the schema of one column."""
    found: dict[str, Any] = {"description": what} | KINDS.get(kind, TEXT)
    if codes and kind != "ArrayField":
        empty = [""] if may_be_blank and found.get("type") == "string" else []
        found["enum"] = [*dict.fromkeys([*codes, *empty]), *([None] if is_null else [])]
    if is_null and "type" in found:
        found["type"] = [found["type"], "null"]
    return found


def document(tables: Mapping[str, Table], listings: Mapping[str, Table]) -> dict[str, Any]:
    """Return the whole schema; its version is a hash of all that it says.

    :param listings: what is found by asking for one person, as no column names them
    """
    body = {
        "type": "object",
        "required": ["format", "schema", "made_at", "language", "tables", "listings", "elsewhere", "files"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "schema": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
            "made_at": {"type": "string", "format": "date-time"},
            "language": {"type": "string"},
            "tables": _closed({label: _table(table) for label, table in tables.items()}),
            "listings": _closed({name: _table(listing) for name, listing in listings.items()}),
            "elsewhere": {"type": "array", "items": _closed(dict.fromkeys(("category", "purpose", "kept"), TEXT))},
            "files": {"type": "array", "items": _closed(dict.fromkeys(("name", "what"), TEXT))},
        },
    }
    version = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:12]
    return {"$schema": DIALECT, "title": "What Chatear holds about one person", "version": version} | body


def _table(table: Table) -> dict[str, Any]:
    parts = {
        "category": {"const": table.category},
        "withheld": _closed(dict.fromkeys(table.withheld, TEXT)),
        "rows": {"type": "array", "items": _closed(dict(table.columns))},
    }
    return _closed(parts) | {"description": table.purpose}


def _closed(properties: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the schema of an object that has exactly these parts."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": dict(properties),
    }
