"""How staff looks at rows that nobody writes by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin


def short(pk: object) -> str:
    """Return enough of somebody's number to tell two rows apart: in words a person is their address (T54)."""
    return str(pk)[:8] if pk else ""


class NoGuessing(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """A table that is filtered by what it offers to be filtered by, and by nothing else (reliability T54).

    Django lets an address ask for rows of which any column begins with something, page after page: so a hash of a
    password is read that no page shows.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Whether a column is one of the filters."""
        offered = [each[0] if isinstance(each, tuple) else each for each in self.list_filter]
        is_offered = lookup.partition("__")[0] in {*offered, self.date_hierarchy}
        return is_offered and bool(super().lookup_allowed(lookup, value, request))


class ReadOnly(NoGuessing):
    """Rows that staff may look at and nobody may write by hand."""

    @admin.display(description=_("person"))
    def whose(self, row: Any) -> str:
        """Return the short number of whose row it is, for roles that may not look at people."""
        return short(row.person_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes one by hand."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one by hand."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one by hand; that is done by rights and retention."""
        del request, obj
        return False
