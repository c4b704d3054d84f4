"""What a browser says that it can do, and an app of its phone (promise: DAT-7). docs/app-endpoints.md"""

import json
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language_from_request, gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import addresses, throttle, usage
from accounts.models import Person
from accounts.services import clients

LARGEST: Final = 2048  # bytes


@never_cache
@require_POST
def browser(request: HttpRequest) -> HttpResponse:
    """Take what a browser says that it can do."""
    return _take(request, clients.tell_capabilities)


@never_cache
@require_POST
def phone(request: HttpRequest) -> HttpResponse:
    """Take what an app says of its phone: {maker, model, system, serial, imei}, all of them optional."""
    return _take(request, clients.tell_phone)


def _take(request: HttpRequest, tell: Callable[..., None]) -> HttpResponse:
    """Take something from whoever has come in, or say why not as RFC 9457 has it."""
    with override(get_language_from_request(request)):
        if not isinstance(request.user, Person):
            return _problem(403, gettext("Come in first: press Start on the first page."))
        if request.content_type != "application/json":
            return _problem(415, gettext("Send JSON."))
        if len(request.body) > LARGEST:
            return _problem(413, gettext("That is too much."))
        try:
            throttle.take_turn("client", address=addresses.of_request(request), now=timezone.now())
            tell(
                person_id=request.user.pk,
                device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""),
                said=json.loads(request.body),
                now=timezone.now(),
            )
        except (ValueError, throttle.TooOften, usage.NotACapability, *clients.REFUSALS) as refusal:
            return _refuse(refusal)
    return HttpResponse(status=204)


def _refuse(refusal: Exception) -> HttpResponse:
    match refusal:
        case throttle.TooOften():
            response = _problem(429, gettext("That was too often. Try again in a moment."))
            response.headers["Retry-After"] = str(refusal.retry_after)
            return response
        case clients.NoSuchDevice():
            return _problem(403, gettext("This device has not come in."))
        case clients.NotAPhone():
            return _problem(400, gettext("This is not what we ask for."), field=refusal.field)
    return _problem(400, gettext("This is not what we ask for."))


def _problem(status: int, title: str, **more: Any) -> HttpResponse:
    problem = {"type": "about:blank", "title": title, "status": status} | more
    return JsonResponse(problem, status=status, content_type="application/problem+json")
