"""Whoever says to be younger than 18: no try with another date for a day, and nothing stored (reliability T45)."""

from contextlib import suppress
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import addresses, throttle

COOKIE: Final = "younger"
LASTS: Final = 24 * 60 * 60  # seconds


def is_shut(request: HttpRequest) -> bool:
    """Whether somebody in this browser said so within a day."""
    if request.get_signed_cookie(COOKIE, default=None, max_age=LASTS) is not None:
        return True
    whom = _whom(request)
    return bool(whom) and throttle.is_spent("younger", whom=whom)


def shut(request: HttpRequest) -> HttpResponse:
    """Say that this is for people of 18 and older, and shut the door for a day. promise: CHI-1"""
    if whom := _whom(request):
        with suppress(throttle.TooOften):  # it is shut already
            throttle.take_turn_of("younger", whom=whom, now=timezone.now())
    response = say(request)
    response.set_signed_cookie(
        COOKIE, "1", max_age=LASTS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def say(request: HttpRequest) -> HttpResponse:
    """Say that this is for people of 18 and older."""
    return render(request, "accounts/younger.html", status=403)


def _whom(request: HttpRequest) -> str:
    """Return what stands for a browser at an address: a whole house may share the one, many houses the other."""
    address = addresses.of_request(request)
    if addresses.is_exempt(address):
        return ""
    both = addresses.keyed_hash(address) + request.headers.get("User-Agent", "")
    return salted_hmac("chatear.accounts.younger", both, algorithm="sha256").hexdigest()
