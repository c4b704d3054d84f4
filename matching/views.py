"""The chat page, and what it asks beside the socket."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from accounts import addresses, geo, throttle
from accounts.models import Person
from accounts.selectors import Newcomer, newcomer
from privacy import policy
from privacy.selectors import accepted_last

from . import selectors
from .criteria import MOST_COUNTRIES, MOST_INTERESTS, MOST_LANGUAGES

LIMITS = {"interests": MOST_INTERESTS, "languages": MOST_LANGUAGES, "countries": MOST_COUNTRIES}


@never_cache
@require_GET
def ice(request: HttpRequest) -> HttpResponse:
    """Answer with the servers by which a browser tries its network; whoever has not come in gets no relay."""
    now, address = timezone.now(), addresses.of_request(request)
    try:
        throttle.take_turn("ice", address=address, now=now)
    except throttle.TooOften as refusal:
        return JsonResponse({"retry_after": refusal.retry_after}, status=429)
    visitor = _visitor(request, now)
    servers = selectors.ice_servers(now=int(now.timestamp()))
    return JsonResponse(
        {"ice_servers": servers if visitor.verdict.admitted else [one for one in servers if "username" not in one]}
    )


@never_cache
@ensure_csrf_cookie
def chat(request: HttpRequest) -> HttpResponse:
    """Show the page where everything from the first visit to talking happens. Nothing is stored by it."""
    visitor = _visitor(request, timezone.now())
    return render(request, "matching/chat.html", _context(visitor, get_language() or settings.LANGUAGE_CODE))


def _visitor(request: HttpRequest, now: datetime) -> Newcomer:
    return newcomer(
        person_id=request.user.pk if isinstance(request.user, Person) else None,
        device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""),
        address=addresses.of_request(request),
        now=now,
    )


def _news(visitor: Newcomer, language: str) -> list[str]:
    """Return what changed in the policy since somebody accepted it: shown before it is asked again. promise: SCO-3"""
    if visitor.person is None or visitor.verdict.why != "NOT_ENTERED":
        return []
    return policy.news_since(accepted_last(person_id=visitor.person.pk), language)


def _context(visitor: Newcomer, language: str) -> dict[str, Any]:
    person, country = visitor.person, visitor.place.country if visitor.place else ""
    return {
        "news": _news(visitor, language),
        "entered": visitor.verdict.admitted or bool(visitor.verdict.first),
        "first": reverse(visitor.verdict.first) if visitor.verdict.first else "",
        "excluded_until": visitor.verdict.until,
        "policy_version": policy.current().number,
        "policy_language": policy.language_of(policy.current(), language),
        "profile": {"gender": person.gender if person else "", "language": language},
        "country": country,
        "country_name": geo.country_name(country, language) if country else "",
        "languages_offered": geo.languages(language),
        "countries_offered": geo.countries(language),
        "limits": LIMITS,
        "page_data": {
            "socket": "/ws/chat/",
            "policy": policy.current().number,
            "person": str(person.pk) if person else None,
            "language": language,
            "country": country or None,
            "limits": LIMITS,
            "nudity": _nudity(),
        },
    }


def _nudity() -> dict[str, str] | None:
    """Return where the files of the check on the viewer's device are; None where that extra is left out."""
    if finders.find("vendor/nudity/check.js") is None:
        return None
    files = {
        "script": "check.js",
        "wasm": "wasm.wasm",
        "simd": "wasm-simd.wasm",
        "topology": "model.json",
        "weights": "weights.bin",
    }
    return {name: static(f"vendor/nudity/{file}") for name, file in files.items()}
