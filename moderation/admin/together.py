"""Many cases decided at once, after a look at who would be hit (`design/product.md`, 'Bulk')."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import Person
from moderation import selectors
from moderation.forms import TogetherForm
from moderation.models import Case, Complaint
from moderation.services import together

from . import rows
from .access import DECIDE, cases_of, needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(DECIDE)
def show(request: HttpRequest, staff: Person) -> HttpResponse:
    """Show the cases that were ticked, and decide them alike."""
    waiting = cases_of(staff).filter(state__in=Case.WAITING, number__in=rows.numbers_of(request))
    chosen = list(waiting.select_related("about").prefetch_related("complaints__quotes").order_by("number"))
    if not chosen:
        messages.warning(request, gettext("Tick the cases first that you want to decide together."))
        return HttpResponseRedirect(reverse("moderation-queue"), status=303)
    form = TogetherForm(request.POST or None, initial={"rule": _rule_of(chosen)})
    if form.is_valid():
        return _done(request, together.decide_all(chosen=chosen, by=staff, made=form.made(), now=timezone.now()))
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": _("Decide together"),
        "cases": [(case, _strikes(case, form)) for case in chosen],
        "form": form,
    }
    return render(request, "admin/moderation/together.html", context, status=400 if form.is_bound else 200)


def _rule_of(chosen: list[Case]) -> str:
    """Return what most of the complaints are about."""
    reasons = [one.reason for case in chosen for one in case.complaints.all() if one.outcome == Complaint.Outcome.WAITS]
    return max(set(reasons), key=reasons.count, default=Complaint.Reason.OTHER)


def _strikes(case: Case, form: TogetherForm) -> int:
    """Return how often the person has broken the rule that the form begins with."""
    if case.about_id is None:
        return 0
    return selectors.strikes(person_id=case.about_id, rule=form.initial["rule"], now=timezone.now())


def _done(request: HttpRequest, ended: together.Ended) -> HttpResponse:
    done = ngettext("%(count)d case is decided.", "%(count)d cases are decided.", ended.decided)
    messages.success(request, done % {"count": ended.decided})
    if ended.left:
        left = gettext("These could not be decided so, look at each: %(numbers)s")
        messages.warning(request, left % {"numbers": ", ".join(ended.left)})
    return HttpResponseRedirect(reverse("moderation-queue"), status=303)
