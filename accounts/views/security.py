"""Passkeys, an app for codes, and recovery codes: what keeps others out of an account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import selectors, throttle
from accounts.forms.security import AppCodeForm, NewPasskeyForm
from accounts.models import Person
from accounts.services import passkeys, second_step

from .membership import reader_of
from .proving import proved
from .refusing import REFUSED, ask, refuse
from .staff import stay_on_duty


@never_cache
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show what keeps others out; a guest reads what it needs first."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    shown = {"locks": selectors.locks_of(person=request.user), "other_place": passkey_place(request)}
    return render(request, "accounts/security.html", shown)


def passkey_place(request: HttpRequest) -> str:
    """Return where this page is to be opened for passkeys, if that is elsewhere; they belong to one host name."""
    name, _, port = request.get_host().partition(":")
    host = str(settings.OTP_WEBAUTHN_RP_ID)
    if name == host or name.endswith(f".{host}"):
        return ""
    return f"{request.scheme}://{host}{f':{port}' if port.isdigit() else ''}{request.path}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@proved
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Keep a passkey that the browser has made."""
    person = _member(request)
    form = NewPasskeyForm(request.POST or None)
    more: dict[str, Any] = {"other_place": passkey_place(request)}
    if not form.is_valid():
        return ask(request, "accounts/add_passkey.html", form, **more)
    try:
        codes = passkeys.add(
            answer=form.cleaned_data["credential"],
            name=form.cleaned_data["name"],
            person=person,
            reader=reader_of(request),
            now=timezone.now(),
        )
    except (passkeys.NotProved, throttle.NobodyCounts):
        form.add_error(None, gettext("The passkey could not be kept. Try again."))
        return ask(request, "accounts/add_passkey.html", form, **more)
    stay_on_duty(request)
    return _done(request, gettext("The passkey is added."), codes)


@never_cache
@require_POST
@proved
def remove_passkey(request: HttpRequest, passkey_id: int) -> HttpResponse:
    """Take a passkey away."""
    passkeys.remove(passkey_id=passkey_id, person=_member(request), reader=reader_of(request), now=timezone.now())
    return _done(request, gettext("The passkey is removed."), [])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@proved
def add_app(request: HttpRequest) -> HttpResponse:
    """Show a secret for an app, and let the app count once it has made a right code."""
    person = _member(request)
    form = AppCodeForm(request.POST or None)
    secret = second_step.begin_app(person=person)
    if not form.is_valid():
        return ask(request, "accounts/add_app.html", form, secret=secret)
    now = timezone.now()
    try:
        codes = second_step.confirm_app(
            person=person, code=form.cleaned_data["code"], reader=reader_of(request), now=now
        )
    except REFUSED as refusal:
        return refuse(request, "accounts/add_app.html", form, refusal, secret=secret)
    stay_on_duty(request)
    return _done(request, gettext("The app is added."), codes)


@never_cache
@require_POST
@proved
def remove_app(request: HttpRequest) -> HttpResponse:
    """Take the app for codes away."""
    second_step.remove_app(person=_member(request), reader=reader_of(request), now=timezone.now())
    return _done(request, gettext("The app is removed."), [])


@never_cache
@require_POST
@proved
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Give new recovery codes, in place of the old ones."""
    person = _member(request)
    if not selectors.has_second_step(person=person):
        return HttpResponseRedirect(reverse("accounts:security"), status=303)
    codes = second_step.renew_codes(person=person, reader=reader_of(request), now=timezone.now())
    return _done(request, gettext("The old codes hold no more."), codes)


def _done(request: HttpRequest, words: str, codes: list[str]) -> HttpResponse:
    """Say what was done; codes are shown in this answer alone, and kept nowhere as they are read."""
    if codes:
        return render(request, "accounts/recovery_codes.html", {"codes": codes, "words": words})
    messages.success(request, words)
    return HttpResponseRedirect(reverse("accounts:security"), status=303)


def _member(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - `proved` has seen to it
    return request.user
