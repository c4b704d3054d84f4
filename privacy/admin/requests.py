"""How staff answers what people ask by right: what is due first stands first (promise: RGT-4, P-17)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from privacy.forms.requests import AnswerForm, ExtendForm
from privacy.models import RightsRequest
from privacy.services import answering, drafts

from .reading import ReadOnly

#: What the buttons of a request's page are called, and what is said when it is done.
SAID: Final[Mapping[str, Promise]] = {
    "take-up": _("Whoever asked sees that somebody is at it."),
    "answer": _("The answer is on its way."),
    "refuse": _("The refusal and its reason are on their way."),
    "extend": _("There is more time, and whoever waits is told why."),
}
LETTERS: Final = frozenset({"answer", "refuse"})
#: From how many days before the last one a request is shown in red.
SOON: Final = 5


@admin.register(RightsRequest)
class RightsRequestAdmin(ReadOnly):
    """Requests: what waits for an answer by the day it is due, then what waits for a yes by mail, then the rest."""

    asks_why = False  # it waits for an answer: that is the reason

    list_display = ("number", "kind", "law", "how_far", "due", "came_at", "language")
    list_filter = ("state", "law", "kind")
    search_fields = ("number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RightsRequest]:
        """Say of each request when its turn is."""
        del request
        turn = Case(
            When(state__in=RightsRequest.OPEN, then=Value(0)),
            When(state=RightsRequest.State.RECEIVED, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return RightsRequest.objects.annotate(turn=turn)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Put what is due first on top."""
        del request
        return ("turn", "due_date", "pk")

    @display(  # type: ignore[untyped-decorator]  # unfold has no types
        description=_("state"), label={"RECEIVED": "info", "CONFIRMED": "warning", "WORKING": "primary"}
    )
    def how_far(self, row: RightsRequest) -> tuple[str, str]:
        """Return the state, and its words."""
        return row.state, row.get_state_display()

    @display(  # type: ignore[untyped-decorator]
        description=_("due"), ordering="due_date", label={"late": "danger", "soon": "danger", "later": "success"}
    )
    def due(self, row: RightsRequest) -> tuple[str, str]:
        """Return the day it is due, with how many days that are; in red from five days on."""
        day = row.due_date.isoformat()
        if not row.is_open:
            return "", day
        left = row.days_left(timezone.now())
        if left < 0:
            return "late", f"{day}: {gettext('overdue')}"
        words = ngettext("%(count)d day", "%(count)d days", left) % {"count": left}
        return ("soon" if left < SOON else "later"), f"{day}: {words}"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a request with the letter that answers it, and do what is pressed."""
        del form_url
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        pressed, sent = request.POST.get("do", ""), request.POST if request.method == "POST" else None
        letter = AnswerForm(sent if pressed in LETTERS else None, initial={"text": drafts.letter(row)})
        more_time = ExtendForm(sent if pressed == "extend" else None)
        if sent is not None:
            if not self._may_answer(request):
                raise PermissionDenied
            form = more_time if pressed == "extend" else letter
            if pressed == "take-up" or form.is_valid():
                return self._do(request, row, pressed, form, timezone.now())
        context = self.admin_site.each_context(request) | (extra_context or {})
        context |= {"row": row, "opts": self.opts, "title": str(row), "letter": letter, "more_time": more_time}
        context |= {"may_answer": self._may_answer(request), "last_day": _last_day(row)}
        return TemplateResponse(request, "admin/privacy/request.html", context)

    def _may_answer(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("privacy.change_rightsrequest"))

    def _do(
        self, request: HttpRequest, row: RightsRequest, pressed: str, form: forms.Form, now: datetime
    ) -> HttpResponse:
        """Do what a member of staff pressed, and keep in the log that they did."""
        try:
            if pressed == "take-up":
                answering.take_up(request_id=row.pk)
            elif pressed == "extend":
                answering.extend(request_id=row.pk, reason=form.cleaned_data["reason"], now=now)
            else:
                text, is_refusal = form.cleaned_data["text"], pressed == "refuse"
                answering.answer(request_id=row.pk, text=text, is_refusal=is_refusal, now=now)
        except answering.NotOpen:
            messages.error(request, _("It is not open: it was answered or withdrawn, or waits for a yes by mail."))
        except answering.NoMoreTime:
            messages.error(request, _("The law gives no more time here."))
        else:
            self.log_change(request, row, [{"changed": {"fields": [pressed]}}])
            messages.success(request, str(SAID[pressed]))
        return HttpResponseRedirect(reverse("admin:privacy_rightsrequest_changelist"))


def _last_day(row: RightsRequest) -> date | None:
    """Return until when more time may be taken, where it may be."""
    may = row.is_open and row.extended_at is None and row.days_left(timezone.now()) >= 0
    return answering.last_day(row) if may else None
