"""The desk: one queue with everything that waits, and what each of the team needs to begin."""

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Person
from moderation import selectors, statistics
from moderation.forms import FindForm
from moderation.models import Case, Duty, Proposal
from moderation.services import cases, duty

from .access import DECIDE, ESCALATED, LOOK, SECOND, needs

SHOWN = 50  # cases on the page; the queue may be longer


@require_safe
@needs(LOOK)
def queue(request: HttpRequest, staff: Person) -> HttpResponse:
    """Show what waits: cases, appeals, what needs a second person; and how the team does."""
    if number := request.GET.get("number", "").strip().upper():
        return HttpResponseRedirect(reverse("moderation-case", args=[number.replace("/", "")]))
    now, sees_escalated, find = timezone.now(), staff.has_perm(ESCALATED), FindForm(request.GET or None)
    waiting = selectors.queue(staff_id=staff.pk, sees_escalated=sees_escalated)
    wish = find.wish() if find.is_valid() else selectors.Wish()
    found = selectors.wished(waiting, wish, now=now)
    shown = found.select_related("held_by").prefetch_related("complaints")[:SHOWN]
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": _("Moderation"),
        "cases": [(case, _reasons(case), statistics.is_late(case, now)) for case in shown],
        "find": find,
        "found": found.count(),
        "is_narrowed": wish != selectors.Wish(),
        "waiting": waiting.count(),
        "oldest": waiting.order_by("waits_since").first(),
        "mine": waiting.filter(held_by=staff, held_until__gt=now),
        "appeals": selectors.appeals_waiting(staff_id=staff.pk, sees_escalated=sees_escalated),
        "proposals": Proposal.objects.select_related("case").filter(case__in=waiting.values("pk")).exclude(by=staff),
        "waiting_reasons": statistics.waiting_by_reason(),
        "team": statistics.of_team(now=now),
        "hours": statistics.decided_by_hour(now=now),
        "on_duty": Duty.objects.filter(seen_at__gt=now - duty.AWAY_AFTER).count(),
        "is_on_duty": Duty.objects.filter(staff=staff).exists(),
        "may_decide": staff.has_perm(DECIDE),
        "may_second": staff.has_perm(SECOND),
        "now": now,
    }
    return render(request, "admin/moderation/queue.html", context)


def _reasons(case: Case) -> str:
    """Return what is complained about, in words, what most say first; a rule alone is behind what has none."""
    counted = Counter(one.get_reason_display() for one in case.complaints.all() if one.outcome == one.Outcome.WAITS)
    named = (f"{reason} ({count})" if count > 1 else str(reason) for reason, count in counted.most_common())
    return ", ".join(named) or gettext("a rule")


@require_POST
@needs(DECIDE)
def begin(request: HttpRequest, staff: Person) -> HttpResponse:
    """Take the most urgent case that nobody is at, and open it."""
    now = timezone.now()
    duty.sign_on(staff_id=staff.pk, now=now)
    case = cases.take_next(staff_id=staff.pk, may_see_escalated=staff.has_perm(ESCALATED), now=now)
    if case is None:
        messages.success(request, gettext("Nothing waits. Well done."))
        return HttpResponseRedirect(reverse("moderation-queue"), status=303)
    return HttpResponseRedirect(reverse("moderation-case", args=[case.number]), status=303)


@require_POST
@needs(DECIDE)
def sign(request: HttpRequest, staff: Person) -> HttpResponse:
    """Sign on, or off."""
    now = timezone.now()
    if "off" in request.POST:
        duty.sign_off(staff_id=staff.pk, now=now)
    else:
        duty.sign_on(staff_id=staff.pk, now=now)
    return HttpResponseRedirect(reverse("moderation-queue"), status=303)
