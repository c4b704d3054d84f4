"""One case on one screen, and what can be decided about it (`design/product.md`, 'Moderator in the Django admin')."""

import contextlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Person
from moderation import pictures, policy, selectors, words
from moderation.forms import DecideForm, NoteForm
from moderation.models import Case, Complaint, Proposal
from moderation.services import bans, cases, decisions

from .access import DECIDE, ESCALATED, LOOK, SECOND, case_for, cases_of, needs

REFUSALS: Final[Mapping[type[Exception], Promise]] = {
    cases.AlreadyDecided: _("This case was decided meanwhile."),
    cases.HeldBySomebodyElse: _("A colleague is at this case."),
    decisions.AboutThemselves: _("Nobody decides about themselves."),
    decisions.DecidedByTheSamePerson: _("You have decided this before: somebody else must."),
    decisions.MayNotBe: _("This can't be decided so: look at the rule, the days and the letter."),
    bans.StaffIsNotKeptOut: _("This is a member of staff. An administrator takes the role first."),
}


@require_safe
@needs(LOOK)
def show(request: HttpRequest, staff: Person, number: str) -> HttpResponse:
    """Show a case; whoever may decide holds it from now on, if nobody else does."""
    case, now = case_for(staff, number), timezone.now()
    if staff.has_perm(DECIDE) and case.state in Case.WAITING:
        try:
            case = cases.hold(case_id=case.pk, staff_id=staff.pk, now=now)
        except cases.HeldBySomebodyElse:
            messages.warning(request, gettext("A colleague is at this case: you can read it."))
    return render(request, "admin/moderation/case.html", _context(request, staff, case))


def _context(request: HttpRequest, staff: Person, case: Case, form: DecideForm | None = None) -> dict[str, Any]:
    now = timezone.now()
    complaints = list(case.complaints.prefetch_related("quotes", "evidence").order_by("pk"))
    rule = _rule_of(complaints)
    sees_escalated = staff.has_perm(ESCALATED)
    history = selectors.history_of(case, rule=rule, staff_id=staff.pk, sees_escalated=sees_escalated, now=now)
    days = policy.suggested(rule, strikes=history.strikes).days
    return admin.site.each_context(request) | {
        "title": gettext("Case %(number)s") % {"number": case.number},
        "case": case,
        "complaints": [(one, history.by_same.get(one.pk)) for one in complaints],
        "evidence": case.evidence.order_by("pk"),
        "differs": _difference(case),
        "history": history,
        "rule_text": words.rule(rule),
        "notes": case.notes.select_related("by"),
        "note_form": NoteForm(),
        "form": form or DecideForm(initial={"rule": rule, "days": days} | _drafts(case, rule, days)),
        "proposal": Proposal.objects.filter(case=case).select_related("by").first(),
        "is_mine": case.held_by_id == staff.pk and case.state in Case.WAITING,
        "may_second": staff.has_perm(SECOND),
        "may_remove": staff.has_perm("accounts.remove_minor"),
        "may_decide": staff.has_perm(DECIDE),
    }


def _rule_of(complaints: list[Complaint]) -> str:
    """Return the most urgent of what is complained about."""
    waiting = [one.reason for one in complaints if one.outcome == Complaint.Outcome.WAITS] or [
        one.reason for one in complaints
    ]
    return min(waiting, key=lambda reason: policy.URGENCY[reason], default="OTHER")


def _drafts(case: Case, rule: str, days: int) -> dict[str, str]:
    """Return the letters to begin with, in the language of whom the case is about."""
    language, ends_at = case.about.language if case.about else "", timezone.now() + timedelta(days=days)
    return {
        "warning": words.draft(kind="WARNED", reason=rule, ends_at=None, language=language),
        "letter": words.draft(kind="BANNED", reason=rule, ends_at=ends_at, language=language),
    }


def _difference(case: Case) -> tuple[int, bool] | None:
    """Return in how many of 64 bits the two pictures differ, and whether they show different scenes."""
    bits = selectors.difference_of(case)
    return None if bits is None else (bits, bits > pictures.ALIKE)


@require_POST
@needs(DECIDE)
def decide(request: HttpRequest, staff: Person, number: str) -> HttpResponse:
    """Do what a button says, and go on to the next case."""
    case, now = case_for(staff, number), timezone.now()
    form = DecideForm(request.POST)
    with contextlib.suppress(cases.HeldBySomebodyElse):  # the domain refuses it with words
        case = cases.hold(case_id=case.pk, staff_id=staff.pk, now=now)
    if not form.is_valid():
        return render(request, "admin/moderation/case.html", _context(request, staff, case, form), status=400)
    try:
        _do(form, case, staff, now)
    except tuple(REFUSALS) as refusal:
        form.add_error(None, str(REFUSALS[type(refusal)]))
        return render(request, "admin/moderation/case.html", _context(request, staff, case, form), status=409)
    return _on(request, staff)


def _do(form: DecideForm, case: Case, staff: Person, now: Any) -> None:
    kind, sent = form.cleaned_data["kind"], form.cleaned_data
    if kind == "SECOND" and staff.has_perm(SECOND):
        decisions.second(case_id=case.pk, by=staff, now=now)
    elif kind == "ESCALATED":
        decisions.escalate(case_id=case.pk, by=staff, reason=sent["reason"], now=now)
    elif kind == "REMOVED" and not staff.has_perm("accounts.remove_minor"):
        raise decisions.MayNotBe
    else:
        made = form.made(complaints=set(case.complaints.values_list("pk", flat=True)))
        decisions.decide(case_id=case.pk, by=staff, made=made, now=now)


def _on(request: HttpRequest, staff: Person) -> HttpResponse:
    """Go on to the next case, or back to the queue where none waits."""
    now = timezone.now()
    may_see = staff.has_perm(ESCALATED)
    following = cases.take_next(staff_id=staff.pk, may_see_escalated=may_see, now=now)
    messages.success(request, gettext("Done."))
    if following is None:
        return HttpResponseRedirect(reverse("moderation-queue"), status=303)
    return HttpResponseRedirect(reverse("moderation-case", args=[following.number]), status=303)


@require_POST
@needs(DECIDE)
def leave(request: HttpRequest, staff: Person, number: str) -> HttpResponse:
    """Leave a case to somebody else."""
    del request
    cases.let_go(case_id=case_for(staff, number).pk, staff_id=staff.pk)
    return HttpResponseRedirect(reverse("moderation-queue"), status=303)


@require_POST
@needs(DECIDE)
def note(request: HttpRequest, staff: Person, number: str) -> HttpResponse:
    """Note something for colleagues."""
    case, form = case_for(staff, number), NoteForm(request.POST)
    if form.is_valid():
        cases.note(case_id=case.pk, staff_id=staff.pk, words=form.cleaned_data["words"], now=timezone.now())
    return HttpResponseRedirect(reverse("moderation-case", args=[case.number]), status=303)


@require_POST
@needs(DECIDE)
def dismiss_all(request: HttpRequest, staff: Person, pk: int) -> HttpResponse:
    """Mark everything that one complainant has open as made in bad faith."""
    if not cases_of(staff).filter(complaints=pk).exists():
        raise Http404
    ended = decisions.dismiss_all_of(complaint_id=pk, by=staff, now=timezone.now())
    messages.success(request, gettext("Cases that this ended: %(count)d.") % {"count": ended})
    return HttpResponseRedirect(reverse("moderation-queue"), status=303)
