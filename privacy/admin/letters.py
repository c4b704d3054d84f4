"""How staff reads what people wrote, answers it, and puts it away."""

from collections.abc import Mapping
from typing import Any, Final, cast
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from privacy.forms.letters import AnswerForm
from privacy.models import Letter
from privacy.services import letters

from .reading import ReadOnly

#: What the buttons of a letter's page are called, and what is said when it is done.
SAID: Final[Mapping[str, Promise]] = {
    "take": _("Others see that you are at it."),
    "answer": _("The answer stands on the letter's page; a mail says so if an address was left."),
    "finish": _("The letter is put away."),
}


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    """Letters: what is said of minors first, then what a law wants soon, then the oldest (promise: CHI-3).

    Among hints, those for which a browser worked come first: a script may write the others by the hundred.
    """

    asks_why = False  # it waits for an answer: that is the reason

    list_display = ("reference", "kind", "came_at", "due_at", "language", "is_proved", "is_taken", "done_at")
    list_filter = ("kind", ("done_at", admin.EmptyFieldListFilter))
    search_fields = ("reference",)
    actions = ("finish",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        """Say of each letter when its turn is."""
        del request
        turns = [When(kind=kind, then=Value(at)) for at, kind in enumerate(Letter.TURNS)]
        turn = Case(When(done_at__isnull=False, then=Value(9)), *turns, default=Value(8), output_field=IntegerField())
        return Letter.objects.annotate(turn=turn)

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Put what cannot wait on top."""
        del request
        return ("turn", "-is_proved", F("due_at").asc(nulls_last=True), "came_at", "pk")

    @admin.display(boolean=True, description=_("somebody is at it"))
    def is_taken(self, letter: Letter) -> bool:
        """Whether a member of staff has taken it."""
        return letter.taken_by_id is not None

    def has_finish_permission(self, request: HttpRequest) -> bool:
        """Who may change letters may put them away."""
        return bool(request.user.has_perm("privacy.change_letter"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a letter with what was answered, and do what is pressed."""
        del form_url
        letter = self.get_object(request, unquote(object_id))
        if letter is None:
            raise Http404
        if not self.has_view_permission(request, letter):
            raise PermissionDenied
        pressed = request.POST.get("do", "")
        form = AnswerForm(request.POST if pressed == "answer" else None)
        if request.method == "POST":
            if not self.has_finish_permission(request):
                raise PermissionDenied
            if pressed in SAID and (pressed != "answer" or form.is_valid()):
                return self._do(request, letter, pressed, form)
        context = self.admin_site.each_context(request) | (extra_context or {})
        context |= {"letter": letter, "replies": letter.replies.all(), "opts": self.opts, "title": str(letter)}
        context |= {"form": form, "may_answer": self.has_finish_permission(request)}
        return TemplateResponse(request, "admin/privacy/letter.html", context)

    def _do(self, request: HttpRequest, letter: Letter, pressed: str, form: AnswerForm) -> HttpResponse:
        """Do what a member of staff pressed, and keep in the log that they did."""
        now, staff_id = timezone.now(), cast("UUID", request.user.pk)
        if pressed == "take":
            letters.take(letter_id=letter.pk, staff_id=staff_id)
        elif pressed == "finish":
            letters.finish(letter_id=letter.pk, now=now)
        else:
            root = f"{request.scheme}://{request.get_host()}"
            text = form.cleaned_data["text"]
            letters.answer(letter_id=letter.pk, staff_id=staff_id, body=text, root=root, now=now)
        self.log_change(request, letter, [{"changed": {"fields": [pressed]}}])
        messages.success(request, str(SAID[pressed]))
        if pressed == "take":
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(reverse("admin:privacy_letter_changelist"))

    @admin.action(description=_("Put away as done"), permissions=["finish"])
    def finish(self, request: HttpRequest, chosen: QuerySet[Letter]) -> None:
        """Put the chosen letters away."""
        count = len(chosen)
        for letter in chosen:
            letters.finish(letter_id=letter.pk, now=timezone.now())
        words = ngettext("%(count)d letter is done.", "%(count)d letters are done.", count) % {"count": count}
        self.message_user(request, words)
