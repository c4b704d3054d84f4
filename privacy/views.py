"""The public pages about privacy and rules."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request, override
from django.views.decorators.vary import vary_on_headers

from . import policy, trackers


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


def cookies(request: HttpRequest) -> HttpResponse:
    """Show every cookie and storage key. promise: COO-1"""
    return render(request, "privacy/cookies.html", {"cookies": trackers.COOKIES, "storage": trackers.STORAGE})


def _show(request: HttpRequest, version: policy.Version) -> HttpResponse:
    values = {
        "name": settings.OPERATOR["name"],
        "contact": settings.OPERATOR["email"],
        "hosting": ", ".join(settings.OPERATOR["hosting"]),
        "guest_days": settings.GUEST_DAYS,
    }
    sections = [
        (title, [(promises, words.format(**values)) for promises, words in paragraphs])
        for title, paragraphs in policy.sections(version, get_language() or settings.LANGUAGE_CODE)
    ]
    return render(request, "privacy/policy.html", {"version": version, "sections": sections})
