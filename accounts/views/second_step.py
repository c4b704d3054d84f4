"""Signing in: by a passkey alone, and the second step after a password or another service."""

from dataclasses import dataclass
from time import time
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request, gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import addresses, selectors, throttle
from accounts.forms.security import AnswerForm, CodeForm
from accounts.models import Person
from accounts.services import joining, passkeys, second_step

from .membership import is_member, knock_of
from .opening import AWAITED, begin_session, keep_device, safe_next
from .proving import is_fresh
from .refusing import REFUSED, ask, refuse
from .staff import stay_on_duty

WAITS: Final = 10 * 60  # seconds between the first step and the second
PAGE: Final = "accounts/second_step.html"


@dataclass(frozen=True, slots=True)
class Awaited:
    """Who has taken the first step: who they are, by which way, and where they wanted to go."""

    person: Person
    backend: str
    wanted: str


def awaited(request: HttpRequest) -> Awaited | None:
    """Return who is to take the second step in this session, as long as it waits."""
    kept = request.session.get(AWAITED) or {}
    if not time() - WAITS < float(kept.get("since", 0)) <= time():
        return None
    person = Person.objects.filter(pk=kept["person"], is_active=True).first()
    return Awaited(person, kept["backend"], kept["wanted"]) if person is not None else None


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a passkey of whoever has taken the first step."""
    who = awaited(request)
    if who is None:
        request.session.pop(AWAITED, None)
        messages.info(request, gettext("Sign in once more: the second step waits ten minutes."))
        return HttpResponseRedirect(reverse("accounts:login"), status=303)
    form, answer = CodeForm(request.POST if "code" in request.POST else None), AnswerForm(request.POST)
    more: dict[str, Any] = {"has_passkey": selectors.has_passkey(person=who.person)}
    try:
        if request.method == "POST":
            throttle.take_turn("sign-in", address=addresses.of_request(request), now=timezone.now())
        if answer.is_valid():
            passkeys.prove(answer=answer.cleaned_data["credential"], person=who.person, purpose="second-step")
        elif form.is_valid():
            throttle.take_turn_of("second-step", whom=f"{who.person.pk}", now=timezone.now())
            second_step.check(person=who.person, code=form.cleaned_data["code"])
        else:
            return ask(request, PAGE, form, **more)
    except passkeys.NotProved:
        return ask(request, PAGE, form, status=400, not_proved=True, **more)
    except REFUSED as refusal:
        return refuse(request, PAGE, form if form.is_bound else CodeForm({}), refusal, **more)
    return _go_in(request, who)


def _go_in(request: HttpRequest, who: Awaited) -> HttpResponse:
    del request.session[AWAITED]
    knock = knock_of(request)
    entry = joining.come_in(member=who.person, guest=knock.person, device=knock.device, now=timezone.now())
    begin_session(request, entry, backend=who.backend)
    stay_on_duty(request)
    response = HttpResponseRedirect(safe_next(request, who.wanted), status=303)
    keep_device(response, entry)
    return response


@never_cache
@require_POST
def passkey_login(request: HttpRequest) -> HttpResponse:
    """Let a member in by a passkey."""
    form = AnswerForm(request.POST)
    knock = knock_of(request)
    try:
        throttle.take_turn("sign-in", address=addresses.of_request(request), now=timezone.now())
        entry = passkeys.sign_in(
            answer=form.cleaned_data["credential"] if form.is_valid() else "",
            guest=knock.person,
            device=knock.device,
            now=timezone.now(),
        )
    except (passkeys.NotProved, throttle.TooOften, throttle.NobodyCounts):
        messages.error(request, gettext("That did not work. Try again, or sign in another way."))
        return HttpResponseRedirect(reverse("accounts:login"), status=303)
    begin_session(request, entry)
    stay_on_duty(request)
    response = HttpResponseRedirect(safe_next(request, form.cleaned_data.get("next", "")), status=303)
    keep_device(response, entry)
    return response


@never_cache
@require_POST
def options(request: HttpRequest) -> HttpResponse:
    """Return what a browser needs to use or to make a passkey, as JSON."""
    purpose = request.POST.get("for", "")
    with override(get_language_from_request(request)):
        try:
            throttle.take_turn("passkey", address=addresses.of_request(request), now=timezone.now())
            match purpose, _asked_of(request, purpose):
                case "sign-in", _:
                    return JsonResponse(passkeys.ask(purpose="sign-in"))
                case ("second-step" | "prove" | "add") as known, Person() as person:
                    return JsonResponse(passkeys.ask(purpose=known, person=person))
        except passkeys.TooMany:
            return _problem(400, gettext("You have as many passkeys as one may have. Remove one first."))
        except (throttle.TooOften, throttle.NobodyCounts):
            return _problem(503, gettext("This does not work at the moment. Try again in a few seconds."))
        return _problem(403, gettext("Sign in once more."))


def _asked_of(request: HttpRequest, purpose: str) -> Person | None:
    if purpose == "second-step":
        who = awaited(request)
        return who.person if who else None
    known = is_member(request) and isinstance(request.user, Person) and (purpose == "prove" or is_fresh(request))
    return request.user if known and isinstance(request.user, Person) else None


def _problem(status: int, title: str) -> HttpResponse:
    problem = {"type": "about:blank", "title": title, "status": status}
    return JsonResponse(problem, status=status, content_type="application/problem+json")
