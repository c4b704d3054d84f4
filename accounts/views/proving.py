"""Proving who one is once more, before what keeps others out is changed."""

from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
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
from .staff import is_on_duty

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
        wanted = request.path if request.method == "GET" else reverse("accounts:security")
        if lacks_second_factor(request):
            return HttpResponseRedirect(f"{reverse('accounts:staff_step')}?next={wanted}", status=303)
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('accounts:prove')}?next={wanted}", status=303)

    return first_prove


def proved_self(*, back: str) -> Callable[[View], View]:
    """Open a page to whoever has just proved who they are: a member by a proof, a guest by the browser that holds them.

    A guest has nothing else: the key in the device's cookie is what makes them come back as who they are. A member is
    led to where they prove themselves, and from there to the page; from a form that was sent, to the page ``back``.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def first_prove(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            wanted = request.path if request.method in {"GET", "HEAD"} else reverse(back)
            if not isinstance(request.user, Person):
                return HttpResponseRedirect(f"{reverse('accounts:login')}?next={wanted}", status=303)
            if request.user.is_guest and not is_in_own_browser(request):
                return render(request, "accounts/not_this_browser.html", status=403)
            if request.user.is_guest or is_fresh(request):
                return view(request, *args, **kwargs)
            return HttpResponseRedirect(f"{reverse('accounts:prove')}?next={wanted}", status=303)

        return first_prove

    return decorate


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether a member of staff has a second factor that this session has not proved: their password is not enough.

    With it alone somebody could put a factor of their own in its place (reliability T53).
    """
    person = request.user
    if not isinstance(person, Person) or not person.is_staff or is_on_duty(request):
        return False
    return selectors.has_second_step(person=person)


def is_in_own_browser(request: HttpRequest) -> bool:
    """Whether the session is in a browser that came in as this person: it holds the key of one of their devices."""
    device = selectors.device_of(device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    return device is not None and device.person_id == request.user.pk


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
