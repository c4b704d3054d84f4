"""The way to whoever checks ages for the operator, and back (promise: CHI-1)."""

import secrets
from contextlib import suppress
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from accounts import addresses, selectors, throttle
from accounts.assurance import Checker, Forged, SignedRedirect
from accounts.models import Person
from accounts.services import minors, profile

from . import younger

#: What a session holds while somebody is at the checker's: the name of the question, which is answered once.
STATE: Final = "age-check"


def _checker() -> Checker:
    if not settings.AGE_CHECK_URL:
        raise Http404
    return SignedRedirect(settings.AGE_CHECK_URL, settings.AGE_CHECK_KEY)


def _newcomer(request: HttpRequest) -> selectors.Newcomer:
    return selectors.newcomer(
        person_id=request.user.pk if isinstance(request.user, Person) else None,
        device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""),
        address=addresses.of_request(request),
        now=timezone.now(),
    )


@never_cache
def age_check(request: HttpRequest) -> HttpResponse:
    """Say why the age is checked here, by whom, and what they tell us; the link leads there."""
    checker = _checker()
    if _newcomer(request).verdict.why != "AGE_CHECK":
        return redirect("matching:chat")
    try:
        throttle.take_turn("age-check", address=addresses.of_request(request), now=timezone.now())
    except (throttle.TooOften, throttle.NobodyCounts):
        messages.error(request, gettext("That was tried too often just now. Try again in a few minutes."))
        return redirect("matching:chat")
    state = request.session[STATE] = secrets.token_urlsafe(24)
    return_to = request.build_absolute_uri(reverse("accounts:age_checked"))
    way = checker.way_there(state=state, return_to=return_to, now=timezone.now())
    return render(request, "accounts/age_check.html", {"way": way, "checker": checker.host})


@never_cache
def age_checked(request: HttpRequest) -> HttpResponse:
    """Take the answer: a yes opens the chat, a no removes everything (promise: CHI-2)."""
    checker, now = _checker(), timezone.now()
    if not isinstance(request.user, Person):
        return redirect("matching:chat")
    try:
        is_of_age = checker.is_of_age(request.GET.dict(), state=request.session.pop(STATE, ""), now=now)
    except Forged:
        words = gettext("The answer could not be read, or came too late. Have your age checked once more.")
        messages.error(request, words)
        return redirect("accounts:age_check")
    if is_of_age:
        profile.assure_age(person_id=request.user.pk, now=now)
        messages.success(request, gettext("Your age is confirmed."))
        return redirect("matching:chat")
    with suppress(minors.StaffIsOfAge):  # their account stays, and the chat shut
        minors.remove(person_id=request.user.pk, now=now)
    request.session.flush()
    return younger.shut(request)
