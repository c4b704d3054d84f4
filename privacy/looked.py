"""What people are told of a look at their data, in the language of whoever reads it (promise: SEC-3; P-21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import catalogue
from .models import LookedAt

DID: Final[Mapping[str, Promise]] = {
    "view": _("looked at it"),
    "change": _("worked on it"),
    "delete": _("deleted it"),
    "role given": _("gave you a role"),
    "role taken": _("took a role from you"),
    "keep_out_for_a_day": _("kept you out for a day"),
    "keep_out_for_a_week": _("kept you out for a week"),
    "let_in_again": _("let you in again"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One look: on which day, in which roles, what was done with which data, and why; never who it was."""

    day: date
    roles: str
    did: str
    what: str
    reason: str


def tell(look: LookedAt) -> Told:
    """Put a look into words."""
    return Told(
        day=look.day,
        roles=", ".join(gettext(role) for role in look.roles.split(", ") if role),
        did=str(DID.get(look.action, _("worked on it"))),
        what=capfirst(catalogue.title_of(look.what)) if look.what in catalogue.tables() else look.what,
        reason=gettext(look.reason) if look.reason else "",
    )
