"""The session and the device's cookie, whichever way somebody came in."""

from time import time
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from accounts.services import Entry, open_sessions
from accounts.services.joining import Halfway
from accounts.sessions import DEVICE
from privacy.services import erasures

DEVICE_COOKIE_AGE = 365 * 24 * 60 * 60  # seconds
BACKEND = "django.contrib.auth.backends.ModelBackend"
#: What a session holds between password and code: who it will be, by which way, where they wanted to go.
AWAITED: Final = "awaited"
#: When somebody last proved in this session who they are, in seconds since 1970.
PROVED: Final = "proved"


def open_for(request: HttpRequest, entry: Entry | Halfway, *, backend: str = BACKEND, wanted: str = "") -> HttpResponse:
    """Let a member in and lead them where they wanted to go; first to the second step, if they have set one up."""
    if isinstance(entry, Halfway):
        first_step = {"person": str(entry.person.pk), "backend": backend, "wanted": wanted, "since": time()}
        request.session[AWAITED] = first_step
        return HttpResponseRedirect(reverse("accounts:second_step"), status=303)
    begin_session(request, entry, backend=backend)
    response = HttpResponseRedirect(safe_next(request, wanted), status=303)
    keep_device(response, entry)
    return response


def begin_session(request: HttpRequest, entry: Entry, *, backend: str = BACKEND) -> None:
    """Begin the session of whoever came in, unless it is theirs already, and note its device."""
    if request.user != entry.person:
        login(request, entry.person, backend=backend)
        request.session[PROVED] = time()
        _say_that_they_go(request, entry)
    request.session[DEVICE] = entry.device.pk
    open_sessions.note_browser(device=entry.device, user_agent=request.headers.get("User-Agent", ""))


def _say_that_they_go(request: HttpRequest, entry: Entry) -> None:
    """Remind whoever comes back of the erasure that they asked for."""
    if erasure := erasures.asked_for(person_id=entry.person.pk):
        day = date_format(erasure.due_at, "DATE_FORMAT")
        words = gettext("Your account is erased on %(day)s, as you asked. Each page of your account has a way to stay.")
        messages.warning(request, words % {"day": day})


def keep_device(response: HttpResponse, entry: Entry) -> None:
    """Give the browser the key of a device that is new."""
    if entry.device_key:
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME,
            entry.device_key,
            max_age=DEVICE_COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Return where a visitor wanted to go, if that is here; else the first page."""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and allowed else "/"
