"""Proving who one is once more, before what keeps others out is changed."""

from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import selectors
from accounts.forms.security import AnswerForm, ProveForm
from accounts.models import Person
from accounts.services import passkeys, passwords

from .membership import is_member
from .opening import PROVED, safe_next
from .refusing import REFUSED, ask, refuse

GOOD_FOR: Final = 15 * 60  # seconds after a sign-in or a proof
View = Callable[..., HttpResponse]


def is_fresh(request: HttpRequest) -> bool:
    """Whether somebody has proved in this session, a short while ago, who they are."""
    return time() - GOOD_FOR < float(request.session.get(PROVED, 0)) <= time()


def proved(view: View) -> View:
    """Lead whoever has not proved who they are for a while to where they do; what they had sent is not done."""

    @wraps(view)
    def first_prove(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_member(request):
            return HttpResponseRedirect(reverse("accounts:security"), status=303)
        if is_fresh(request):
            return view(request, *args, **kwargs)
        wanted = request.path if request.method == "GET" else reverse("accounts:security")
        return HttpResponseRedirect(f"{reverse('accounts:prove')}?next={wanted}", status=303)

    return first_prove


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Ask for the password or a passkey once more."""
    person = request.user
    if not isinstance(person, Person) or person.is_guest:
        return redirect("accounts:login")
    wanted = request.POST.get("next", request.GET.get("next", ""))
    form = ProveForm(request.POST if "old" in request.POST else None)
    more: dict[str, Any] = {"wanted": wanted, "has_passkey": selectors.has_passkey(person=person)}
    answer = AnswerForm(request.POST)
    now = timezone.now()
    try:
        if answer.is_valid():
            passkeys.prove(answer=answer.cleaned_data["credential"], person=person, purpose="prove")
        elif form.is_valid():
            passwords.prove(person=person, password=form.cleaned_data["old"], now=now)
        else:
            return ask(request, "accounts/prove.html", form, **more)
    except passkeys.NotProved:
        return ask(request, "accounts/prove.html", form, status=400, not_proved=True, **more)
    except REFUSED as refusal:
        return refuse(request, "accounts/prove.html", _bound(form), refusal, **more)
    request.session[PROVED] = time()
    return HttpResponseRedirect(safe_next(request, wanted), status=303)


def _bound(form: ProveForm) -> ProveForm:
    return form if form.is_bound else ProveForm({})
