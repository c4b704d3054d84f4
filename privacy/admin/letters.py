"""What staff sees of what people wrote, and how they put it away."""

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from privacy.models import Letter
from privacy.services import letters

from .reading import ReadOnly


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    """Letters: what is said of minors first, then the oldest; what is done last (promise: CHI-3)."""

    asks_why = False  # it waits for an answer: that is the reason

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
