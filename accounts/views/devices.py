"""Where somebody is signed in: their browsers and sessions, and how to end them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import selectors
from accounts.models import Person
from accounts.services import open_sessions
from accounts.sessions import DEVICE


@never_cache
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """List somebody's devices and open sessions, guests' as well."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    shown = {
        "sessions": selectors.open_sessions(person=request.user, key=request.session.session_key or ""),
        "devices": selectors.devices_of(person=request.user),
        "this_device": request.session.get(DEVICE),
    }
    return render(request, "accounts/devices.html", shown)


@never_cache
@require_POST
def end_session(request: HttpRequest, name: str) -> HttpResponse:
    """End one session."""
    person = _owner(request)
    try:
        open_sessions.end(person_id=person.pk, name=name)
    except open_sessions.NotOpen:
        return _back(request, gettext("That session was over already."))
    return _back(request, gettext("The session is ended."))


@never_cache
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all sessions but this."""
    person = _owner(request)
    open_sessions.end_others(person_id=person.pk, keep=request.session.session_key or "")
    return _back(request, gettext("You are signed out everywhere but here."))


@never_cache
@require_POST
def end_device(request: HttpRequest, device_id: int) -> HttpResponse:
    """Sign a browser out and forget it."""
    person = _owner(request)
    try:
        open_sessions.end_device(person_id=person.pk, device_id=device_id)
    except open_sessions.NotOpen:
        return _back(request, gettext("That device was forgotten already."))
    return _back(request, gettext("The device is signed out and forgotten."))


def _owner(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def _back(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("accounts:devices"), status=303)
