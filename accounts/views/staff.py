"""Staff's second factor: without one that was proved in this session nobody sees staff's pages (reliability T53)."""

from time import time
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import addresses, selectors, throttle
from accounts.forms.security import AnswerForm, CodeForm
from accounts.models import Person
from accounts.services import passkeys, second_step

from .opening import PROVED, safe_next
from .refusing import REFUSED, ask, refuse

#: Until when this session may see staff's pages, in seconds since 1970; each page that is seen moves it on.
ON_DUTY: Final = "on-duty-until"
#: Seconds without a page after which the second factor is asked for again.
IDLE: Final = 15 * 60
PAGE: Final = "accounts/staff_step.html"


def is_on_duty(request: HttpRequest) -> bool:
    """Whether a member of staff has proved a second factor in this session, and was here a short while ago."""
    return time() < float(request.session.get(ON_DUTY, 0)) <= time() + IDLE


def stay_on_duty(request: HttpRequest) -> None:
    """Begin, or go on: from now on staff's pages open for a while."""
    if isinstance(request.user, Person) and request.user.is_staff:
        request.session[ON_DUTY] = time() + IDLE


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest) -> HttpResponse:
    """Ask a member of staff for a code or a passkey; lead who has neither to where they set one up."""
    person = request.user
    if not isinstance(person, Person) or not person.is_staff:
        return HttpResponseRedirect(reverse("accounts:login"), status=303)
    if not selectors.has_second_step(person=person):
        messages.info(request, gettext("Staff need a passkey, or an app for codes. Set one up, then go on."))
        return HttpResponseRedirect(reverse("accounts:security"), status=303)
    form, answer = CodeForm(request.POST if "code" in request.POST else None), AnswerForm(request.POST)
    wanted = request.POST.get("next", request.GET.get("next", ""))
    more: dict[str, Any] = {"has_passkey": selectors.has_passkey(person=person), "wanted": wanted}
    try:
        if not _proves(request, person, form, answer):
            return ask(request, PAGE, form, **more)
    except passkeys.NotProved:
        return ask(request, PAGE, form, status=400, not_proved=True, **more)
    except REFUSED as refusal:
        return refuse(request, PAGE, form if form.is_bound else CodeForm({}), refusal, **more)
    stay_on_duty(request)
    request.session[PROVED] = time()
    return HttpResponseRedirect(safe_next(request, wanted or reverse("admin:index")), status=303)


def _proves(request: HttpRequest, person: Person, form: CodeForm, answer: AnswerForm) -> bool:
    """Take a code or a passkey's answer; return whether there was one that could be taken."""
    if request.method == "POST":
        throttle.take_turn("sign-in", address=addresses.of_request(request), now=timezone.now())
    if answer.is_valid():
        passkeys.prove(answer=answer.cleaned_data["credential"], person=person, purpose="prove")
        return True
    if form.is_valid():
        throttle.take_turn_of("second-step", whom=f"{person.pk}", now=timezone.now())
        second_step.check(person=person, code=form.cleaned_data["code"])
        return True
    return False
