"""How the service is used: what staff sees, as numbers of ten and more (promise: DAT-2; reliability T49)."""

from http import HTTPStatus
from typing import Final

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import geo, statistics
from accounts.suppression import LEAST, STEP, Row

PERIODS: Final = (7, 30, 90)  # days
STEPS: Final = {"landed": _("opened a page"), "entered": _("came in"), "talked": _("talked with somebody")}


@require_safe
def usage(request: HttpRequest) -> HttpResponse:
    """Show the numbers of a period, as tables and as plots of them."""
    if not request.user.has_perm("accounts.view_visit"):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, PERIODS) else PERIODS[1]
    seen = statistics.usage_of(days=days, now=timezone.now())
    context = {
        "title": _("How the site is used"),
        "periods": PERIODS,
        "period": days,
        "days": seen.days,
        "tables": [
            (_("How far they came"), [Row(str(STEPS[row.name]), row.count) for row in seen.funnel]),
            (_("By country"), [Row(_country(request, row.name), row.count) for row in seen.countries]),
            (_("By browser"), seen.browsers),
            (_("By system"), seen.systems),
            (_("Visits in which a page was seen"), seen.pages),
        ],
        "least": LEAST,
        "step": STEP,
    }
    return render(request, "admin/usage.html", admin.site.each_context(request) | context)


def _country(request: HttpRequest, code: str) -> str:
    language = getattr(request, "LANGUAGE_CODE", "en")
    return geo.country_name(code, language) if code else ""
