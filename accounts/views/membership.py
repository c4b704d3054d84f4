"""Registering, signing in and out, and the address that is confirmed by mail."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import addresses, geo, selectors, sessions, throttle
from accounts.forms.membership import LoginForm, RegisterForm
from accounts.models import Person
from accounts.services import mailbox, membership, open_sessions
from accounts.services.entry import KeptOut
from privacy.selectors import has_accepted

from . import younger
from .opening import begin_session, keep_device, open_for, safe_next
from .refusing import REFUSED, ask, refuse

#: Where it is a day later than here, at most: a date of birth is not in the future there.
FURTHEST_EAST = timedelta(hours=14)


def knock_of(request: HttpRequest) -> membership.Knock:
    """Return who stands at the door, as far as session, device and address tell."""
    address = addresses.of_request(request)
    place = geo.place_of(address)
    return membership.Knock(
        person=request.user if isinstance(request.user, Person) else None,
        device=selectors.device_of(device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")),
        address_hash=addresses.keyed_hash(address),
        country=place.country if place else "",
    )


def reader_of(request: HttpRequest) -> mailbox.Reader:
    """Return in which language somebody reads here, and under which of our names."""
    return mailbox.Reader(
        language=get_language() or settings.LANGUAGE_CODE, root=f"{request.scheme}://{request.get_host()}"
    )


def is_member(request: HttpRequest) -> bool:
    """Whether a member is signed in; guests are, too, but not as members."""
    return isinstance(request.user, Person) and not request.user.is_guest


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Let somebody become a member. promise: CHI-1, SCO-2"""
    if is_member(request):
        return redirect("accounts:sign_in_ways")
    if younger.is_shut(request):
        return younger.say(request)
    now, knock = timezone.now(), knock_of(request)
    form = RegisterForm(
        request.POST or None,
        has_entered=knock.person is not None and has_accepted(person_id=knock.person.pk),
        today=(now + FURTHEST_EAST).date(),
    )
    if not form.is_valid():
        return ask(request, "accounts/register.html", form)
    try:
        throttle.take_turn("register", address=addresses.of_request(request), now=now)
        entry = membership.register(application=_application(form), knock=knock, reader=reader_of(request), now=now)
    except membership.Younger:
        logout(request)
        response = younger.shut(request)
        response.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
        return response
    except REFUSED as refusal:
        return refuse(request, "accounts/register.html", form, refusal)
    begin_session(request, entry)
    update_session_auth_hash(request, entry.person)
    response = HttpResponseRedirect(reverse("accounts:mail_sent"), status=303)
    keep_device(response, entry)
    return response


def _application(form: RegisterForm) -> membership.Application:
    filled = form.cleaned_data
    return membership.Application(
        email=filled["email"],
        password=filled["password"],
        birth_date=filled["birth_date"],
        age_stated=filled.get("age", False),
        policy_version=filled.get("policy_version", ""),
    )


@never_cache
@require_safe
def mail_sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, and to whom that is does not matter."""
    return render(request, "accounts/mail_sent.html")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Let a member in by address and password."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if is_member(request):
        return redirect(safe_next(request, wanted))
    form = LoginForm(request.POST or None, initial={"next": wanted})
    if not form.is_valid():
        return ask(request, "accounts/login.html", form)
    now = timezone.now()
    try:
        throttle.take_turn("sign-in", address=addresses.of_request(request), now=now)
        entry = membership.sign_in(
            email=form.cleaned_data["email"],
            password=form.cleaned_data["password"],
            knock=knock_of(request),
            now=now,
        )
    except REFUSED as refusal:
        return refuse(request, "accounts/login.html", form, refusal)
    return open_for(request, entry, wanted=wanted)


@require_POST
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this browser's session, and the chats in its other tabs; it stays known as a device."""
    if isinstance(request.user, Person):
        with suppress(open_sessions.NotOpen):  # pressed twice
            name = sessions.public_name(request.session.session_key or "")
            open_sessions.end(person_id=request.user.pk, name=name)
    logout(request)
    messages.success(request, gettext("You are signed out."))
    return HttpResponseRedirect(reverse("matching:chat"), status=303)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever opened a mailed link to press a button: programs that look through mail open links, too."""
    now = timezone.now()
    try:
        change, side = mailbox.asked(token=token, now=now)
        if request.method != "POST":
            return render(request, "accounts/confirm.html", {"change": change, "side": side})
        outcome = mailbox.confirm(token=token, now=now)
    except mailbox.LinkIsOver:
        return render(request, "accounts/link_is_over.html", status=410)
    except KeptOut as refusal:
        return render(request, "accounts/excluded.html", _letter(refusal), status=403)
    if outcome is mailbox.Outcome.HOLDS:
        return _now_a_member(request, change.person)
    return render(request, "accounts/confirmed.html", {"outcome": outcome.name})


def _now_a_member(request: HttpRequest, person: Person) -> HttpResponse:
    messages.success(request, gettext("Your e-mail address is confirmed."))
    if request.user != person:
        return HttpResponseRedirect(reverse("accounts:login"), status=303)
    request.session.cycle_key()  # it opens more now than it did
    return HttpResponseRedirect(reverse("accounts:sign_in_ways"), status=303)


def _letter(refusal: KeptOut) -> dict[str, object]:
    return {"until": refusal.until, "operator": settings.OPERATOR}
