"""Going to another service, and coming back from it.

Leaving is a page, not a redirect: our content policy lets forms go nowhere but here, and browsers hold a form's
redirects to that as well. Where somebody left from waits in a signed cookie of 15 minutes, so that nothing is stored of
a visitor who does not come back.

Apple answers by a form that its page sends across to ours. Browsers send no `SameSite=Lax` cookie with that, neither
the session nor the way back, and making these `None` would send them with every foreign form. So such an answer is not
taken: our page sends it once more by itself, now from our own origin and with the cookies. The state in them shows that
this browser began; a forged form has none that fits.
"""

import logging
from http import HTTPStatus
from typing import Any, Final, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from redis.exceptions import RedisError
from social_core.exceptions import AuthCanceled, SocialAuthBaseException

from accounts import addresses, selectors, services, throttle
from accounts.forms.social import NewcomerForm
from accounts.models import Person
from accounts.services import social
from accounts.social.backends import backend_of
from accounts.social.registry import SERVICES, Service
from accounts.social.strategy import forget_way_back, keep_way_back, read_way_back
from accounts.social.waiting import Waiting, wait
from privacy import policy

from . import younger
from .opening import open_for

logger = logging.getLogger(__name__)
#: Where somebody is led who did not get what they went for.
STARTS: Final = {"sign-in": "accounts:login", "link": "accounts:sign_in_ways", "fill": "accounts:fill"}
#: What a service may send back; more of it is not carried on.
ANSWERS: Final = ("code", "state", "error", "error_description", "device_id", "id_token", "user")


@require_POST
@never_cache
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead somebody to another service, to sign in or to link it."""
    purpose = "link" if request.POST.get("purpose") == "link" else "sign-in"
    return leave_for(request, slug, purpose, wanted=request.POST.get("next", ""))


def leave_for(request: HttpRequest, slug: str, purpose: str, **more: Any) -> HttpResponse:
    """Show the page from which somebody goes on to a service, and keep the way back."""
    service = _service(slug)
    if younger.is_shut(request):
        return younger.say(request)
    backend = backend_of(request, slug)
    person = str(request.user.pk) if isinstance(request.user, Person) else ""
    way_back = {"purpose": purpose, "language": get_language(), "person": person, **more}
    backend.strategy.way_back = way_back
    try:
        throttle.take_turn("elsewhere", address=addresses.of_request(request), now=timezone.now())
        address = backend.auth_url()
    except (throttle.TooOften, throttle.NobodyCounts, RedisError, OSError):
        messages.error(request, gettext("That does not work just now, or was tried too often. Try again in a minute."))
        return redirect(STARTS[purpose])
    response = render(request, "accounts/going.html", {"service": service, "address": address})
    keep_way_back(response, way_back)
    return response


@csrf_exempt  # the state in the way back does what a token would
@never_cache
def complete(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a service's answer."""
    service, way_back = _service(slug), read_way_back(request)
    with override(way_back.get("language") or get_language()):
        if _must_be_sent_again(request, slug, way_back):
            given = {name: request.POST[name] for name in ANSWERS if name in request.POST}
            return render(request, "accounts/passing_on.html", {"service": service, "given": given})
        response = _answer(request, service, way_back)
    if not isinstance(response, _StillOnTheWay):
        forget_way_back(response)
    return response


class _StillOnTheWay(HttpResponseRedirect):
    """An answer that leads to a page which needs the way back."""


def _must_be_sent_again(request: HttpRequest, slug: str, way_back: dict[str, Any]) -> bool:
    """Whether an answer has come without cookies, or behind a `#` that only a page of ours can read."""
    if request.method == "POST":
        return not way_back and "again" not in request.POST
    return slug == "telegram" and "hash" not in request.GET


def _answer(request: HttpRequest, service: Service, way_back: dict[str, Any]) -> HttpResponse:
    purpose = way_back.get("purpose", "sign-in")
    try:
        if purpose != "sign-in" and str(request.user.pk or "") != way_back["person"]:
            raise social.OthersAccount  # noqa: TRY301 - somebody else has signed in meanwhile
        arrival = backend_of(request, service.slug).complete(knock=_knock(request, way_back))
        return _lead_on(request, service, arrival, way_back)
    except social.TooYoung:
        return _shut_out(request)
    except services.KeptOut:
        return redirect("accounts:excluded")
    except (SocialAuthBaseException, RedisError, OSError, social.OthersAccount) as error:
        messages.error(request, _words(error, service))
        return redirect(STARTS[purpose])


def _words(error: Exception, service: Service) -> str:
    """Say why it did not work, and keep the kind of error for the operator: never what was sent."""
    if isinstance(error, AuthCanceled):
        return gettext("You said no at %(service)s. Nothing was stored.") % {"service": service.title}
    if isinstance(error, social.OthersAccount):
        return gettext(
            "This account at %(service)s is not linked with yours: it may be linked with another one here."
        ) % {"service": service.title}
    logger.warning(
        "signing in elsewhere failed",
        extra={"service": service.slug, "error": type(error).__name__, "code": getattr(error, "code", "")},
    )
    return gettext("That did not work, or took too long. Try again; nothing was stored.")


def _lead_on(request: HttpRequest, service: Service, arrival: social.Arrival, way_back: dict[str, Any]) -> HttpResponse:
    if arrival.told is not None and isinstance(request.user, Person):
        zone = {"time_zone": way_back["zone"]} if way_back.get("zone") else {}
        asked = way_back.get("items", [])
        missing = [item for item in asked if item not in arrival.told]
        wait(person_id=request.user.pk, came=Waiting(service.slug, arrival.told | zone, missing))
        return redirect("accounts:confirm_told")
    if arrival.entry is not None:
        if request.user == arrival.entry.person:
            request.session.cycle_key()  # a guest's session becomes a member's
        return open_for(request, arrival.entry, wanted=way_back.get("wanted", ""))
    if arrival.linked:
        messages.success(request, gettext("%(service)s is linked now.") % {"service": service.title})
        return redirect("accounts:sign_in_ways")
    onward = _StillOnTheWay(reverse("accounts:almost"), status=303)
    kept = {name: way_back[name] for name in ("language", "wanted") if name in way_back}
    keep_way_back(onward, kept | {"newcomer": [arrival.provider, arrival.uid]})
    return onward


@never_cache
def almost(request: HttpRequest) -> HttpResponse:
    """Ask whom a service knows and we do not for their age and the policy, and let them in. promise: SCO-2, CHI-1"""
    way_back = read_way_back(request)
    if "newcomer" not in way_back:
        messages.error(request, gettext("That took too long. Begin again; nothing was stored."))
        return redirect("accounts:login")
    if younger.is_shut(request):
        return younger.say(request)
    provider, uid = way_back["newcomer"]
    form = NewcomerForm(
        request.POST if request.method == "POST" else None, initial={"version": policy.current().number}
    )
    if request.method == "POST" and form.is_valid():
        return _join(request, form, provider, uid, way_back)
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return render(request, "accounts/almost.html", {"form": form, "service": SERVICES[provider]}, status=status)


def _join(request: HttpRequest, form: NewcomerForm, provider: str, uid: str, way_back: dict[str, Any]) -> HttpResponse:
    try:
        throttle.take_turn("enter", address=addresses.of_request(request), now=timezone.now())
        entry = social.enter_and_join(
            provider=provider,
            uid=uid,
            knock=_knock(request, {}),
            age_stated=form.cleaned_data["age"],
            policy_version=form.cleaned_data["version"],
            language=get_language() or settings.LANGUAGE_CODE,
        )
    except services.KeptOut:
        return redirect("accounts:excluded")
    except services.PolicyNotAccepted:
        messages.error(request, gettext("There is a newer privacy policy. Read it and accept it, to go on."))
        return redirect("accounts:almost")
    except (throttle.TooOften, throttle.NobodyCounts, social.OthersAccount):
        messages.error(request, gettext("That did not work just now. Try again in a moment."))
        return redirect("accounts:almost")
    response = open_for(request, entry, wanted=way_back.get("wanted", ""))
    forget_way_back(response)
    return response


def _shut_out(request: HttpRequest) -> HttpResponse:
    """End the session, which is nobody's any more, and shut the door for a day. promise: CHI-1"""
    logout(request)
    response = younger.shut(request)
    response.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
    return response


def _knock(request: HttpRequest, way_back: dict[str, Any]) -> social.Knock:
    return social.Knock(
        person=request.user if isinstance(request.user, Person) else None,
        device=selectors.device_of(device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")),
        address_hash=addresses.keyed_hash(addresses.of_request(request)),
        purpose=cast("social.Purpose", way_back.get("purpose", "sign-in")),
        items=way_back.get("items", []),
        now=timezone.now(),
    )


def _service(slug: str) -> Service:
    service = SERVICES.get(slug)
    if service is None or not service.is_on:
        raise Http404
    return service
