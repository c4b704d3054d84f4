"""What staff sees of erasures: that each is done in its time, and what a hold keeps."""

from django.contrib import admin

from privacy.models import Erasure

from .reading import ReadOnly


@admin.register(Erasure)
class ErasureAdmin(ReadOnly):
    """Erasures: those that wait or are being done; of those that are done nobody can say whose they were."""

    list_display = ("number", "why", "state", "asked_at", "due_at", "ended_at", "held")
    list_filter = ("state", "why")
    search_fields = ("number__iexact",)
    fields = ("number", "whose", "why", "state", "asked_at", "due_at", "ended_at", "journal", "stays", "held")
    ordering = ("-due_at", "-pk")
