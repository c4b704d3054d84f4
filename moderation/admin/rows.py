"""Which row a page of the desk shows, and whom it is about: for the record of looks (promise: SEC-3; P-20)."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from moderation.models import Appeal, Case, Complaint, Evidence

#: Tables whose rows the queue gives out one by one.
LABELS: Final = frozenset(model._meta.label for model in (Appeal, Case, Complaint, Evidence))  # noqa: SLF001
_BY: Final[Mapping[str, tuple[type[Any], str]]] = {
    "moderation-appeal": (Appeal, "decision__person"),
    "moderation-picture": (Evidence, "case__about"),
    "moderation-dismiss-all": (Complaint, "case__about"),
}


def row_of(name: str, arguments: Mapping[str, Any]) -> tuple[str, str, UUID | None] | None:
    """Return the table, the row's number and whom it is about; None if there is no such row."""
    model, owner = _BY.get(name, (Case, "about"))
    named = {"number": arguments["number"]} if "number" in arguments else {"pk": arguments["pk"]}
    found = model.objects.filter(**named).values_list("pk", owner).first()
    return None if found is None else (model._meta.label, str(found[0]), found[1])  # noqa: SLF001
