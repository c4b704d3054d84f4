"""Appeals, answered by somebody who did not decide; and decisions, taken back where they were wrong."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import Person
from moderation import selectors, words
from moderation.forms import AnswerForm
from moderation.models import Appeal
from moderation.services import appeals, bans, decisions

from .access import ESCALATED, LOOK, SECOND, needs

SAME: Final = _("You have decided this yourself: somebody else answers.")
WRONG: Final = _("This can't be answered so: it needs words, and a new end must be sooner than the old one.")
SHOWN: Final = 100


@require_http_methods(["GET", "HEAD", "POST"])
@needs(SECOND)
def appeal(request: HttpRequest, staff: Person, pk: int) -> HttpResponse:
    """Show an appeal with what it is about, and take the answer."""
    seen = selectors.appeals_for(staff_id=staff.pk, sees_escalated=staff.has_perm(ESCALATED))
    found = seen.select_related("decision", "decision__case", "first").filter(pk=pk).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _answered(form, found, staff):
        messages.success(request, gettext("Answered."))
        return HttpResponseRedirect(reverse("moderation-queue"), status=303)
    decision, case = found.decision, found.decision.case
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": gettext("Appeal against decision %(number)s") % {"number": decision.number},
        "appeal": found,
        "decision": decision,
        "rule_text": words.rule(decision.rule),
        "evidence": case.evidence.order_by("pk") if case else [],
        "complaints": case.complaints.prefetch_related("quotes") if case else [],
        "form": form,
        "is_mine": staff.pk in {decision.by_id, decision.seconded_by_id},
    }
    return render(request, "admin/moderation/appeal.html", context, status=400 if form.is_bound else 200)


def _answered(form: AnswerForm, found: Appeal, staff: Person) -> bool:
    sent, decision = form.cleaned_data, found.decision
    ends_at = decision.decided_at + timedelta(days=sent["days"]) if sent["days"] else None
    try:
        appeals.answer(
            appeal_id=found.pk,
            by=staff,
            outcome=sent["outcome"],
            words=sent["words"],
            ends_at=ends_at,
            now=timezone.now(),
        )
    except decisions.DecidedByTheSamePerson:
        form.add_error(None, str(SAME))
        return False
    except decisions.MayNotBe:
        form.add_error(None, str(WRONG))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@needs(LOOK)
def made(request: HttpRequest, staff: Person) -> HttpResponse:
    """Show what was decided, the newest first; take one back."""
    seen = selectors.decisions_for(staff_id=staff.pk, sees_escalated=staff.has_perm(ESCALATED))
    if request.method == "POST":
        found = seen.filter(number=request.POST.get("number", "")[:12]).first()
        if found is None or not staff.has_perm(SECOND):
            raise Http404
        bans.overturn(decision_id=found.pk, by=staff.pk, now=timezone.now())
        messages.success(request, gettext("Decision %(number)s is taken back.") % {"number": found.number})
        return HttpResponseRedirect(reverse("moderation-decisions"), status=303)
    rows = seen.select_related("by", "case").order_by("-decided_at", "-pk")
    if number := request.GET.get("number", "").strip().upper().replace("\0", ""):
        rows = rows.filter(number=number)
    context = admin.site.each_context(request) | {
        "title": _("Decisions"),
        "rows": rows[:SHOWN],
        "may_second": staff.has_perm(SECOND),
        "number": number,
    }
    return render(request, "admin/moderation/decisions.html", context)
