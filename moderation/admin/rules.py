"""Rules of detection: what each goes by, whom it would have hit, how often it was wrong, and who changed it."""

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import Person
from moderation import words
from moderation.forms import RuleForm
from moderation.models import Decision, Rule, RuleHour
from moderation.services import detecting

from .access import LOOK, needs

CHANGE = "moderation.change_rule"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(LOOK)
def show(request: HttpRequest, staff: Person) -> HttpResponse:
    """Show all rules; have one act, watch or rest, with a reason."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and staff.has_perm(CHANGE) and form.is_valid():
        detecting.change(**form.cleaned_data, by=staff, now=timezone.now())
        messages.success(request, gettext("Changed."))
        return HttpResponseRedirect(reverse("moderation-rules"), status=303)
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": _("Rules of detection"),
        "rules": [_row(rule) for rule in detecting.newest()],
        "form": form,
        "states": Rule.State.choices,
        "may_change": staff.has_perm(CHANGE),
    }
    return render(request, "admin/moderation/rules.html", context, status=400 if form.is_bound else 200)


def _row(rule: Rule) -> dict[str, Any]:
    now = timezone.now()
    hours = RuleHour.objects.filter(name=rule.name, hour__gt=now - timedelta(hours=24))
    made = Decision.objects.filter(is_automatic=True, facts__rule=rule.name)
    count = made.count()
    return {
        "rule": rule,
        "conditions": [_condition(one) for one in rule.conditions],
        "hits": hours.aggregate(hits=Sum("would_hit"))["hits"] or 0,
        "acted": hours.aggregate(acted=Sum("acted"))["acted"] or 0,
        "made": count,
        "overturned": round(100 * made.filter(overturned_at__isnull=False).count() / count) if count else None,
        "history": Rule.objects.filter(name=rule.name).select_related("changed_by").order_by("-version")[:20],
    }


def _condition(one: dict[str, Any]) -> tuple[str, str, str]:
    """Return what a rule goes by, in words, on which side of its threshold, and that as a field shows it."""
    is_least = one.get("at_least") is not None
    limit = one["at_least"] if is_least else one["at_most"]
    return str(words.SIGNALS[one["signal"]]), "≥" if is_least else "≤", f"{limit:g}"
