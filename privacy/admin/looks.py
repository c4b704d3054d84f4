"""The record of what staff looked at, for those who audit it (promise: SEC-3; reliability T51, T52)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from privacy.models import Look

from .reading import ReadOnly, short


@admin.register(Look)
class LookAdmin(ReadOnly):
    """Looks, the last first; `manage.py verify_audit` checks that none was changed, dropped or added."""

    asks_why = False  # it is staff's own work; whom it was about is not in it

    list_display = ("number", "at", "who", "roles", "action", "what", "row", "reason")
    list_filter = ("action", "what", "roles")
    search_fields = ("staff__id__startswith",)
    date_hierarchy = "at"
    ordering = ("-number",)
    fields = ("number", "at", "who", "roles", "action", "what", "row", "reason", "before", "seal")

    @admin.display(description=_("number of the member of staff"))
    def who(self, look: Look) -> str:
        """Return the short number; whose it is stands on the page of staff and their roles."""
        return short(look.staff_id)
