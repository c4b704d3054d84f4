"""The door, and what a guest may say of themselves."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language_from_path, get_language_from_request, gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import addresses, gates, geo, selectors, services, throttle
from accounts.forms import ProfileForm
from accounts.models import Person
from privacy import policy

from .opening import begin_session, keep_device, safe_next

#: Why somebody does not come in: the status, and the words.
REFUSALS: Final[Mapping[type[Exception], tuple[int, Promise]]] = {
    services.AgeNotStated: (400, _("Say that you are 18 or older: younger people may not use Chatear.")),
    services.PolicyNotAccepted: (400, _("Accept the privacy policy that holds now, to go on.")),
    services.KeptOut: (403, _("You are kept out for now.")),
    throttle.TooOften: (429, _("Too many people came in from your network just now. Try again in a moment.")),
    throttle.NobodyCounts: (503, _("We can't let anybody in at the moment. Try again in a few seconds.")),
}


@require_POST
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Let somebody in who is of age and accepts the policy. promise: SCO-2, CHI-1"""
    now, address, language = timezone.now(), addresses.of_request(request), _language(request)
    with override(language):
        try:
            throttle.take_turn("enter", address=address, now=now)
            entry = services.enter_as_guest(
                person=request.user if isinstance(request.user, Person) else None,
                device=selectors.device_of(device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")),
                address_hash=addresses.keyed_hash(address),
                age_stated=request.POST.get("age") == "on",
                policy_version=request.POST.get("policy", ""),
                language=language,
                now=now,
            )
        except tuple(REFUSALS) as refusal:
            return _refuse(request, refusal)
    return _let_in(request, entry)


def _refuse(request: HttpRequest, refusal: Exception) -> HttpResponse:
    status, words = REFUSALS[type(refusal)]
    instead = reverse("accounts:excluded") if isinstance(refusal, services.KeptOut) else ""
    response = _stay_out(request, status, str(words), instead=instead)
    if isinstance(refusal, throttle.TooOften | throttle.NobodyCounts):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _let_in(request: HttpRequest, entry: services.Entry) -> HttpResponse:
    """Begin a session, and give the device its key."""
    begin_session(request, entry)
    response = _welcome(request, entry)
    keep_device(response, entry)
    return response


def _welcome(request: HttpRequest, entry: services.Entry) -> HttpResponse:
    if _wants_json(request):
        answer = {"person": str(entry.person.pk), "policy": policy.current().number}
        return JsonResponse(answer | _first(request, entry), status=201)
    return HttpResponseRedirect(_next(request), status=303)


def _first(request: HttpRequest, entry: services.Entry) -> dict[str, str]:
    """Return the page that comes before the chat for whoever just came in, if there is one."""
    address = addresses.of_request(request)
    place = geo.place_of(address)
    verdict = gates.may_enter(
        person=entry.person,
        device=entry.device,
        address_hash=addresses.keyed_hash(address),
        country=place.country if place else "",
        now=timezone.now(),
    )
    with override(_language(request)):
        return {"first": reverse(verdict.first)} if verdict.first else {}


def _stay_out(request: HttpRequest, status: int, detail: str, *, instead: str = "") -> HttpResponse:
    """Say why not: beside the form that was sent, or as RFC 9457 has it."""
    if _wants_json(request):
        kind, title = instead or "about:blank", HTTPStatus(status).phrase
        problem = {"type": kind, "title": title, "status": status, "detail": detail}
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    if not instead:
        messages.error(request, detail)
    return HttpResponseRedirect(instead or _next(request), status=303)


def _next(request: HttpRequest) -> str:
    return safe_next(request, request.POST.get("next", ""))


def _language(request: HttpRequest) -> str:
    """Return the language of the page that sent a form: what is accepted there was read in it (promise: SCO-2)."""
    sender = "/" + request.headers.get("Referer", "").partition("//")[2].partition("/")[2]
    named = filter(None, map(get_language_from_path, (request.POST.get("next", ""), sender)))
    return next(named, None) or get_language_from_request(request)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


@require_POST
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    """Take over what somebody says of themselves."""
    with override(_language(request)):
        if not isinstance(request.user, Person):
            return _stay_out(request, 403, gettext("Come in first: press Start on the first page."))
        form = ProfileForm(request.POST, instance=request.user)
        if not form.is_valid():
            return _stay_out(request, 400, " ".join(str(error) for errors in form.errors.values() for error in errors))
    services.state_profile(person_id=request.user.pk, **form.cleaned_data)
    if _wants_json(request):
        return JsonResponse(form.cleaned_data)
    return HttpResponseRedirect(_next(request), status=303)


#: Whoever knows more of why somebody is kept out: asked with the request and the end, answers with a page or None.
LETTERS: Final[list[Callable[[HttpRequest, datetime], HttpResponse | None]]] = []


@never_cache
def excluded(request: HttpRequest) -> HttpResponse:
    """Show a letter to somebody who must stay out: why, until when, and what they may still do."""
    until = excluded_until(request, now=timezone.now())
    if until is None:
        return redirect("matching:chat")
    for letter in LETTERS:
        if (page := letter(request, until)) is not None:
            return page
    return render(request, "accounts/excluded.html", {"until": until, "operator": settings.OPERATOR})


def excluded_until(request: HttpRequest, *, now: datetime) -> datetime | None:
    """Return until when the visitor of a page must stay out."""
    return gates.excluded_until(
        person=request.user if isinstance(request.user, Person) else None,
        device=selectors.device_of(device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")),
        address_hash=addresses.keyed_hash(addresses.of_request(request)),
        now=now,
    )
