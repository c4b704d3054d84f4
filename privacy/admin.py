"""What staff sees of what people have agreed to."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from .models import Consent


@admin.register(Consent)
class ConsentAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """Consents: given by people themselves, and changed by nobody."""

    list_display = ("person", "what", "version", "language", "how", "given_at")
    list_filter = ("what", "version", "how")
    list_select_related = ("person",)
    search_fields = ("person__id__iexact", "person__email__iexact")
    fields = list_display
    ordering = ("-given_at", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody agrees for somebody else."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes what somebody agreed to."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one by hand: it goes with its person."""
        del request, obj
        return False
