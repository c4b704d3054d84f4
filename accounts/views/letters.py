"""Forms by which anybody writes to the operator, without an account, and the page on which the answer stands.

promise: CHI-3, CON-1, DAT-3
"""

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import addresses, throttle
from accounts.forms.letters import KIND, BackForm, LetterForm, NoticeForm, Worked
from accounts.models import Person
from privacy import captcha
from privacy.services import letters

#: The kinds that a law asks more of than a few words.
FORMS: Final[Mapping[str, type[LetterForm]]] = {KIND.ILLEGAL: NoticeForm, KIND.INTIMATE: NoticeForm}


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a letter; a hint that somebody is under 18 comes first in the staff's queue. promise: CHI-3"""
    form = FORMS.get(kind, LetterForm)(request.POST or None, kind=kind)
    if form.is_valid() and _may_write(request, form):
        letter = letters.receive(
            written=form.written(),
            language=get_language() or settings.LANGUAGE_CODE,
            root=f"{request.scheme}://{request.get_host()}",
            person_id=request.user.pk if isinstance(request.user, Person) else None,
            now=timezone.now(),
        )
        page = reverse("accounts:letter", args=[letter.reference, letters.key_of(letter.reference)])
        return HttpResponseRedirect(page, status=303)
    page_of = {"form": form, "kind": kind, "operator": settings.OPERATOR}
    return render(request, "accounts/letter.html", page_of, status=400 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Show whoever wrote how far it is and what was answered, and take what they say to that."""
    form = BackForm(request.POST or None)
    try:
        row = letters.of_writer(reference=reference, key=key)
        if form.is_valid() and _may_write(request, form):
            letters.write_back(reference=reference, key=key, body=form.cleaned_data["body"], now=timezone.now())
            return HttpResponseRedirect(request.path, status=303)
    except letters.NotTheirs:
        raise Http404 from None
    page = {"letter": row, "replies": row.replies.all(), "form": form, "operator": settings.OPERATOR}
    return render(request, "accounts/letter_page.html", page, status=400 if form.is_bound else 200)


def _may_write(request: HttpRequest, form: Worked) -> bool:
    """Whether this network may write now: a browser that solved its riddle often, one without scripts now and then."""
    form.is_proved = captcha.is_solved(form.cleaned_data["altcha"])
    what = "letter" if form.is_proved else "letter-unproved"
    try:
        throttle.take_turn(what, address=addresses.of_request(request), now=timezone.now())
    except throttle.TooOften:
        form.add_error(None, gettext("Too many letters came from your network just now. Try again in a few minutes."))
        return False
    return True


@never_cache
@require_safe
def riddle(_request: HttpRequest) -> JsonResponse:
    """Return a riddle for a browser to work on while somebody writes."""
    return JsonResponse(captcha.riddle(now=timezone.now()))
