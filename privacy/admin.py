"""What staff sees of what people have agreed to, and of what they wrote."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin

from . import letters
from .models import Consent, Letter


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


@admin.register(Consent)
class ConsentAdmin(ReadOnly):
    """Consents: given by people themselves, and changed by nobody."""

    list_display = ("person", "what", "version", "is_given", "language", "how", "given_at")
    list_filter = ("what", "version", "how")
    list_select_related = ("person",)
    search_fields = ("person__id__iexact", "person__email__iexact")
    fields = list_display
    ordering = ("-given_at", "-pk")


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    """Letters: what is said of minors first, then the oldest; what is done last (promise: CHI-3)."""

    list_display = ("reference", "kind", "came_at", "language", "wants_an_answer", "done_at")
    list_filter = ("kind", ("done_at", admin.EmptyFieldListFilter))
    search_fields = ("reference",)
    fields = ("reference", "kind", "body", "email", "language", "came_at", "done_at")
    actions = ("finish",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        """Say of each letter when its turn is."""
        del request
        turn = Case(
            When(done_at__isnull=False, then=2),
            When(kind=Letter.Kind.MINOR, then=0),
            default=1,
            output_field=IntegerField(),
        )
        return Letter.objects.annotate(turn=turn)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Put what cannot wait on top."""
        del request
        return ("turn", "came_at", "pk")

    @admin.display(boolean=True, description=_("wants an answer"))
    def wants_an_answer(self, letter: Letter) -> bool:
        """Whether an address was left."""
        return bool(letter.email)

    def has_finish_permission(self, request: HttpRequest) -> bool:
        """Who may change letters may put them away."""
        return bool(request.user.has_perm("privacy.change_letter"))

    @admin.action(description=_("Put away as done"), permissions=["finish"])
    def finish(self, request: HttpRequest, chosen: QuerySet[Letter]) -> None:
        """Put the chosen letters away."""
        for letter_id in chosen.values_list("pk", flat=True):
            letters.finish(letter_id=letter_id, now=timezone.now())
        count = len(chosen)
        self.message_user(
            request, ngettext("%(count)d letter is done.", "%(count)d letters are done.", count) % {"count": count}
        )
