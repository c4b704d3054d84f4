"""How staff looks at rows that nobody writes by hand."""

from typing import Any

from django.http import HttpRequest
from unfold.admin import ModelAdmin


class ReadOnly(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """Rows that staff may look at and nobody may write by hand."""

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
