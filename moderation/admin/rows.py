"""Which row a page of the desk shows, and whom it is about: for the record of looks (promise: SEC-3; P-20)."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest

from accounts.models import Person
from moderation.models import Appeal, Case, Complaint, Evidence

from .access import DECIDE, cases_of

#: Tables whose rows the queue gives out one by one.
LABELS: Final = frozenset(model._meta.label for model in (Appeal, Case, Complaint, Evidence))  # noqa: SLF001
CASE: Final = Case._meta.label  # noqa: SLF001
_BY: Final[Mapping[str, tuple[type[Any], str]]] = {
    "moderation-appeal": (Appeal, "decision__person"),
    "moderation-picture": (Evidence, "case__about"),
    "moderation-dismiss-all": (Complaint, "case__about"),
}


#: The page of many cases, and how many it shows at most.
TOGETHER: Final = "moderation-together"
MOST: Final = 50


def numbers_of(request: HttpRequest) -> list[str]:
    """Return the numbers of the cases that somebody wants to decide together."""
    sent = request.POST if request.method == "POST" else request.GET
    return sent.getlist("case")[:MOST]


def people_of(request: HttpRequest, staff: Person) -> list[UUID]:
    """Return whom those cases are about, as far as this member of staff is going to see them."""
    if not staff.has_perm(DECIDE):
        return []
    found = cases_of(staff).filter(number__in=numbers_of(request), state__in=Case.WAITING)
    return [case.about_id for case in found if case.about_id is not None]


def row_of(name: str, arguments: Mapping[str, Any]) -> tuple[str, str, UUID | None] | None:
    """Return the table, the row's number and whom it is about; None if there is no such row."""
    model, owner = _BY.get(name, (Case, "about"))
    named = {"number": arguments["number"]} if "number" in arguments else {"pk": arguments["pk"]}
    found = model.objects.filter(**named).values_list("pk", owner).first()
    return None if found is None else (model._meta.label, str(found[0]), found[1])  # noqa: SLF001
