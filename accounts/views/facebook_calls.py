"""What Facebook asks of us by itself (providers.md 11.4)."""

import secrets
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.services import facebook_calls
from accounts.social.facebook import Forged, read_signed_request

SALT: Final = "chatear.accounts.facebook-deletion"


@csrf_exempt  # signed by Facebook
@require_POST
@never_cache
def deauthorise(request: HttpRequest) -> HttpResponse:
    """Unlink whoever removed our app at Facebook."""
    uid = _about_whom(request)
    if uid is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    facebook_calls.deauthorise(uid=uid)
    return HttpResponse(status=HTTPStatus.OK)


@csrf_exempt  # signed by Facebook
@require_POST
@never_cache
def delete_data(request: HttpRequest) -> HttpResponse:
    """Delete what Facebook told of somebody, and answer with a page that says so.

    The code holds when it was done and nothing about whom, so that no row is needed to answer for it.
    """
    uid = _about_whom(request)
    if uid is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    facebook_calls.delete_at_request(uid=uid, now=timezone.now())
    code = signing.TimestampSigner(salt=SALT).sign(secrets.token_hex(4)).replace(":", "-")
    address = request.build_absolute_uri(reverse("accounts:facebook_deletion", args=[code]))
    return JsonResponse({"url": address, "confirmation_code": code})


def deletion(request: HttpRequest, code: str) -> HttpResponse:
    """Show that a deletion that Facebook asked for was done, and when."""
    try:
        _, stamp, _ = code.split("-", 2)
        signing.TimestampSigner(salt=SALT).unsign(code.replace("-", ":", 2))
    except (ValueError, signing.BadSignature) as error:
        raise Http404 from error
    done_at = datetime.fromtimestamp(signing.b62_decode(stamp), tz=UTC)
    return render(request, "accounts/facebook_deletion.html", {"done_at": done_at, "operator": settings.OPERATOR})


def _about_whom(request: HttpRequest) -> str | None:
    if not settings.SOCIAL_AUTH_FACEBOOK_SECRET:
        return None
    try:
        return read_signed_request(request.POST.get("signed_request", ""), now=timezone.now())
    except Forged:
        return None
