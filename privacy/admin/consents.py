"""What staff sees of what people have agreed to."""

from django.contrib import admin

from privacy.models import Consent

from .reading import ReadOnly


@admin.register(Consent)
class ConsentAdmin(ReadOnly):
    """Consents: given by people themselves, and changed by nobody."""

    list_display = ("whose", "what", "version", "is_given", "language", "how", "given_at")
    list_filter = ("what", "version", "how")
    list_select_related = ("words",)
    search_fields = ("person__id__iexact",)
    fields = (*list_display, "words")
    ordering = ("-given_at", "-pk")
