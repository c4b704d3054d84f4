"""A new password, forgotten or not, and a new address."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import addresses, throttle
from accounts.forms.membership import AskResetForm, ChangeAddressForm, ChangePasswordForm, NewPasswordForm
from accounts.models import Person
from accounts.services import mailbox, passwords

from .membership import is_member, reader_of
from .refusing import REFUSED, ask, refuse


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_reset(request: HttpRequest) -> HttpResponse:
    """Have a link for a new password mailed; the answer is one and the same for every address."""
    form = AskResetForm(request.POST or None)
    if not form.is_valid():
        return ask(request, "accounts/ask_reset.html", form)
    now = timezone.now()
    try:
        throttle.take_turn("ask-for-mail", address=addresses.of_request(request), now=now)
        passwords.ask_reset(email=form.cleaned_data["email"], reader=reader_of(request), now=now)
    except REFUSED as refusal:
        return refuse(request, "accounts/ask_reset.html", form, refusal)
    return HttpResponseRedirect(reverse("accounts:mail_sent"), status=303)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, person_id: UUID, token: str) -> HttpResponse:
    """Set a new password by a mailed link; signing in comes after, with the second step if there is one."""
    if not passwords.may_reset(person_id=person_id, token=token):
        return render(request, "accounts/link_is_over.html", status=410)
    form = NewPasswordForm(request.POST or None)
    if not form.is_valid():
        return ask(request, "accounts/reset.html", form)
    now = timezone.now()
    try:
        throttle.take_turn("sign-in", address=addresses.of_request(request), now=now)
        person = passwords.reset(
            person_id=person_id,
            token=token,
            password=form.cleaned_data["password"],
            reader=reader_of(request),
            now=now,
        )
    except mailbox.LinkIsOver:
        return render(request, "accounts/link_is_over.html", status=410)
    except REFUSED as refusal:
        return refuse(request, "accounts/reset.html", form, refusal)
    if request.user == person:
        logout(request)
    messages.success(request, gettext("Your new password holds. Sign in with it."))
    return HttpResponseRedirect(reverse("accounts:login"), status=303)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Set a new password with the old one, and end all sessions but this."""
    person = request.user
    if not isinstance(person, Person) or not is_member(request):
        return _sign_in_first(request)
    form = ChangePasswordForm(request.POST or None, initial={"email": person.email})
    if not form.is_valid():
        return ask(request, "accounts/change_password.html", form)
    try:
        passwords.change_password(
            person=person,
            old=form.cleaned_data["old"],
            new=form.cleaned_data["password"],
            keep_session=request.session.session_key or "",
            reader=reader_of(request),
            now=timezone.now(),
        )
    except REFUSED as refusal:
        return refuse(request, "accounts/change_password.html", form, refusal)
    update_session_auth_hash(request, person)
    messages.success(request, gettext("Your new password holds. Everywhere else you are signed out."))
    return HttpResponseRedirect(reverse("accounts:sign_in_ways"), status=303)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_address(request: HttpRequest) -> HttpResponse:
    """Have a new address confirmed, by itself and by the one that holds now."""
    person = request.user
    if not isinstance(person, Person) or not is_member(request):
        return _sign_in_first(request)
    form = ChangeAddressForm(request.POST or None, person=person)
    if not form.is_valid():
        return ask(request, "accounts/change_address.html", form)
    now = timezone.now()
    try:
        throttle.take_turn("ask-for-mail", address=addresses.of_request(request), now=now)
        passwords.change_address(
            person=person,
            password=form.cleaned_data.get("old", ""),
            email=form.cleaned_data["email"],
            reader=reader_of(request),
            now=now,
        )
    except REFUSED as refusal:
        return refuse(request, "accounts/change_address.html", form, refusal)
    return HttpResponseRedirect(reverse("accounts:mail_sent"), status=303)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('accounts:login')}?next={request.path}")
