"""Forms by which anybody writes to the operator, without an account (promise: CHI-3, CON-1)."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import addresses, throttle
from accounts.forms.letters import KIND, LetterForm
from accounts.models import Person
from privacy.services import letters


@never_cache
@require_http_methods(["GET", "POST"])
def report_a_minor(request: HttpRequest) -> HttpResponse:
    """Take a hint that somebody is under 18; it comes first in the staff's queue. promise: CHI-3"""
    return _write(request, KIND.MINOR)


@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Take a question. promise: CON-1"""
    return _write(request, KIND.CONTACT)


def _write(request: HttpRequest, kind: str) -> HttpResponse:
    form = LetterForm(request.POST or None, kind=kind)
    if form.is_valid():
        now = timezone.now()
        try:
            throttle.take_turn("letter", address=addresses.of_request(request), now=now)
        except throttle.TooOften:
            form.add_error(
                None, gettext("Too many letters came from your network just now. Try again in a few minutes.")
            )
        else:
            return _keep(request, form, kind, now)
    page = {"form": form, "is_minor": kind == KIND.MINOR, "operator": settings.OPERATOR}
    return render(request, "accounts/letter.html", page, status=400 if form.is_bound else 200)


def _keep(request: HttpRequest, form: LetterForm, kind: str, now: datetime) -> HttpResponse:
    letter = letters.receive(
        kind=kind,
        body=form.cleaned_data["body"],
        email=form.cleaned_data["email"],
        language=get_language() or settings.LANGUAGE_CODE,
        person_id=request.user.pk if isinstance(request.user, Person) else None,
        now=now,
    )
    response = redirect("accounts:letter_came", reference=letter.reference)
    response.status_code = 303
    return response


@never_cache
def letter_came(request: HttpRequest, reference: str) -> HttpResponse:
    """Thank whoever wrote, and say the number; it opens nothing."""
    return render(request, "accounts/letter_came.html", {"reference": reference, "operator": settings.OPERATOR})
