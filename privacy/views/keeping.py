"""The public page of what is kept how long, what the law held, and what was handed on."""

from dataclasses import asdict
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from privacy import retention, selectors

#: A smaller number could tell of somebody (reliability T49).
LEAST: Final = 10


def numbers(request: HttpRequest) -> HttpResponse:
    """Show how many legal holds and disclosures there were, and how every retention rule stands. promise: DAT-20"""
    now = timezone.now()
    found = {name: said(count) for name, count in asdict(selectors.public_numbers(now=now)).items()}
    context = {"numbers": found, "standings": retention.standings(now=now), "operator": settings.OPERATOR}
    return render(request, "privacy/numbers.html", context)


def said(count: int) -> str:
    """Return a number as everybody may know it."""
    if count == 0:
        return gettext("none")
    return gettext("fewer than %(least)d") % {"least": LEAST} if count < LEAST else str(count)
