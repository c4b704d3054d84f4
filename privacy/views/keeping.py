"""The public page of what is kept how long, what the law held, and what was handed on."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from privacy import retention, selectors

#: A smaller number could tell of somebody (reliability T49).
LEAST: Final = 10


#: What other apps have to tell there: asked with the time, answers with a template and what stands in it.
PARTS: Final[list[Callable[[datetime], dict[str, Any]]]] = []


def numbers(request: HttpRequest) -> HttpResponse:
    """Show how many legal holds and disclosures there were, and how every retention rule stands. promise: DAT-20"""
    now = timezone.now()
    found = {name: said(count) for name, count in asdict(selectors.public_numbers(now=now)).items()}
    context: dict[str, Any] = {
        "numbers": found,
        "standings": retention.standings(now=now),
        "operator": settings.OPERATOR,
    }
    context["parts"] = [part(now) for part in PARTS]
    return render(request, "privacy/numbers.html", context)


def said(count: int) -> str:
    """Return a number as everybody may know it."""
    if count == 0:
        return gettext("none")
    return gettext("fewer than %(least)d") % {"least": LEAST} if count < LEAST else str(count)
