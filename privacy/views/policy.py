"""The public pages about privacy and rules."""

from typing import Any

from babel import Locale
from babel.lists import format_list
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request, override
from django.views.decorators.vary import vary_on_headers

from privacy import policy, trackers


@vary_on_headers("Accept", "Accept-Language", "Cookie")
def policy_now(request: HttpRequest) -> HttpResponse:
    """Show the policy that holds; machines get its number and address."""
    version = policy.current()
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"version": version.number, "url": reverse("privacy:version", args=[version.number])})
    return _show(request, version)


def policy_version(request: HttpRequest, number: str) -> HttpResponse:
    """Show one version of the policy."""
    version = next((version for version in policy.VERSIONS if version.number == number), None)
    if version is None:
        raise Http404
    return _show(request, version)


def policy_for_machines(request: HttpRequest) -> HttpResponse:
    """Answer an address without a language: JSON as asked, else the page in the visitor's language."""
    with override(get_language_from_request(request)):
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return policy_now(request)
        response = HttpResponse(status=302)
        response["Location"] = reverse("privacy:policy")
        return response


def policy_changes(request: HttpRequest) -> HttpResponse:
    """Show what each version changed. promise: SCO-3"""
    changes = [
        {
            "version": change.version,
            "is_first": change.is_first,
            "added": [words.format(**_values()) for _, words in change.added],
            "removed": [words.format(**_values()) for _, words in change.removed],
        }
        for change in policy.changes(_language())
    ]
    return _render(request, "changes", {"changes": changes})


def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules of the house, and how to stay safe."""
    return _render(request, "rules", {})


def cookies(request: HttpRequest) -> HttpResponse:
    """Show every cookie and storage key. promise: COO-1"""
    return _render(request, "cookies", {"cookies": trackers.COOKIES, "storage": trackers.STORAGE})


def _show(request: HttpRequest, version: policy.Version) -> HttpResponse:
    sections = [
        (title, [(promises, words.format(**_values())) for promises, words in paragraphs])
        for title, paragraphs in policy.sections(version, _language())
    ]
    is_current = version == policy.current()
    return _render(request, "policy", {"version": version, "sections": sections, "is_current": is_current})


def _render(request: HttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    """Show a page, under which stands who runs this site. promise: SCO-1"""
    return render(request, f"privacy/{page}.html", context | {"operator": settings.OPERATOR, "places": _places()})


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _values() -> dict[str, Any]:
    """Return what the operator's settings say in the policy's words."""
    return {
        "name": settings.OPERATOR["name"],
        "contact": settings.OPERATOR["email"],
        "hosting": _places(),
        "guest_days": settings.GUEST_DAYS,
        "usage_days": settings.USAGE_DAYS,
    }


def _places() -> str:
    """Return where the computers stand, countries by their names in the page's language. promise: INT-1"""
    names = Locale.parse(_language(), sep="-").territories
    return format_list([names.get(place, place) for place in settings.OPERATOR["hosting"]], locale=_language())
