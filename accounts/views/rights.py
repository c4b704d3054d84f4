"""The Privacy page: what is held of somebody, what they agreed to, what they ask, and how far it is.

promise: RGT-1 to RGT-4; open to members, guests and who is kept out
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import addresses, geo, selectors, throttle
from accounts.forms.rights import AskForm, AskWithoutAccountForm, PlaceForm, places
from accounts.models import Person
from accounts.services import mailbox, usage
from privacy import catalogue, consent, deadlines
from privacy.models import RightsRequest
from privacy.selectors import consents_of, held_of, looks_at, requests_of
from privacy.services import requests

from . import counting
from .membership import reader_of
from .refusing import REFUSED, refuse

ASK = "accounts/ask_by_right.html"
#: What the pages are called on which somebody corrects what is held of them; a test finds one that is missing.
CORRECTED_ON: Final[Mapping[str, Promise]] = {
    "accounts:profile_page": _("Profile"),
    "accounts:change_address": _("E-mail address"),
    "accounts:came": _("What other services told us"),
    "accounts:notices": _("Mails to you"),
}
MEMBERS_ONLY: Final = frozenset({"accounts:change_address"})
ASK_WITHOUT = "accounts/ask_request.html"


@never_cache
@require_http_methods(["GET", "HEAD"])
def privacy(request: HttpRequest) -> HttpResponse:
    """Show somebody what is held of them and everything that they may do about it. promise: RGT-4"""
    if not isinstance(request.user, Person):
        return render(request, "accounts/privacy_of_whom.html")
    person, place = request.user, place_of(request)
    law = deadlines.law_of(place)
    page = {
        "held": held_of(person_id=person.pk, email=person.email or ""),
        "corrected": _corrected(person),
        "consents": consents_of(person_id=person.pk),
        "said": [(each, consent.of_request(request).answers.get(each.name)) for each in consent.purposes()],
        "rows": requests_of(person_id=person.pk),
        "looks": looks_at(person_id=person.pk),
        "kinds": _kinds(law),
        "at_once": requests.AT_ONCE,
        **_law(place),
    }
    return render(request, "accounts/privacy.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_by_right(request: HttpRequest, kind: str) -> HttpResponse:
    """Say what a request leads to and by when, and take it. promise: RGT-1 to RGT-4"""
    if not isinstance(request.user, Person):
        return _to_sign_in(request)
    kind, place = kind.replace("-", "_").upper(), place_of(request)
    law = deadlines.law_of(place)
    if kind not in deadlines.TERMS[law]:
        raise Http404
    form = AskForm(request.POST or None, kind=kind, initial={"place": place})
    more = {"kind": RightsRequest.Kind(kind), "due": _due(kind, place), "is_at_once": kind in requests.AT_ONCE}
    more |= _law(place)
    if not form.is_valid():
        return render(request, ASK, {"form": form, **more}, status=400 if form.is_bound else 200)
    now = timezone.now()
    try:
        throttle.take_turn("request", address=addresses.of_request(request), now=now)
    except REFUSED as refusal:
        return refuse(request, ASK, form, refusal, **more)
    return _take(request, request.user, kind, place, form.cleaned_data["words"], now)


def _take(request: HttpRequest, person: Person, kind: str, place: str, words: str, now: datetime) -> HttpResponse:
    row = requests.ask(
        person_id=person.pk, kind=kind, place=place, words=words, language=reader_of(request).language, now=now
    )
    said = gettext("It is done.") if row.ended_at else gettext("Your request is here.")
    messages.success(request, f"{said} {gettext('Its number is %(number)s.') % {'number': row.number}}")
    address = reverse("accounts:privacy")
    response = HttpResponseRedirect(f"{address}?{urlencode({'place': place})}#requests", status=303)
    if kind == RightsRequest.Kind.OPT_OUT:
        counting.keep_answers(response, dict.fromkeys(consent.NAMES, False))
        counting.forget(response)
        usage.forget_visits_of(person_id=person.pk, visit_id=counting.visit_of(request), now=now)
    return response


@never_cache
@require_POST
def withdraw_request(request: HttpRequest, number: str) -> HttpResponse:
    """End a request of one's own."""
    if not isinstance(request.user, Person):
        return _to_sign_in(request)
    if not requests.withdraw(number=number, person_id=request.user.pk, now=timezone.now()):
        raise Http404
    messages.success(request, gettext("Your request is withdrawn."))
    return HttpResponseRedirect(f"{reverse('accounts:privacy')}#requests", status=303)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_request(request: HttpRequest) -> HttpResponse:
    """Take a request of somebody without an account; it gives out nothing, and says how to get at one's data. T60"""
    place = place_of(request)
    form = AskWithoutAccountForm(request.POST or None, place=place, initial={"place": place})
    more = _law(place)
    if not form.is_valid():
        return render(request, ASK_WITHOUT, {"form": form, **more}, status=400 if form.is_bound else 200)
    now, reader, said = timezone.now(), reader_of(request), form.cleaned_data
    try:
        throttle.take_turn("request", address=addresses.of_request(request), now=now)
        mailbox.count_mail(said["email"], now=now)
    except REFUSED as refusal:
        return refuse(request, ASK_WITHOUT, form, refusal, **more)
    requests.ask_without_account(
        email=said["email"],
        kind=said["kind"],
        place=place,
        words=said["words"],
        language=reader.language,
        root=reader.root,
        now=now,
    )
    return HttpResponseRedirect(reverse("accounts:request_sent"), status=303)


@never_cache
@require_http_methods(["GET", "HEAD"])
def request_sent(request: HttpRequest) -> HttpResponse:
    """Send whoever asked to their mail; the same for every address (reliability T63)."""
    return render(request, "accounts/request_sent.html")


def place_of(request: HttpRequest) -> str:
    """Return where somebody lives: as they say here, as they said with a request, in their profile, by the address."""
    known = dict(places("en"))
    said = request.POST.get("place", request.GET.get("place"))
    if said is not None:
        return said if said in known else ""
    if isinstance(request.user, Person):
        last = next(iter(requests_of(person_id=request.user.pk)), None)
        profile = selectors.profile_of(person=request.user)
        if last is not None or profile.country:
            return last.place if last is not None else deadlines.place_of(profile.country, profile.region)
    found = geo.place_of(addresses.of_request(request))
    return deadlines.place_of(found.country, found.state) if found else ""


def _law(place: str) -> dict[str, Any]:
    law = deadlines.law_of(place)
    return {
        "place": place,
        "law": law.value,
        "law_name": RightsRequest.Law(law.value).label,
        "place_form": PlaceForm(initial={"place": place}),
    }


def _corrected(person: Person) -> list[tuple[str, Any, list[str]]]:
    """Return the pages on which somebody corrects what is held of them: address, name, and what of it. P-11"""
    pages = catalogue.corrected().items()
    return [
        (reverse(name), CORRECTED_ON[name], parts)
        for name, parts in pages
        if not (person.is_guest and name in MEMBERS_ONLY)
    ]


def _kinds(law: deadlines.Law) -> list[RightsRequest.Kind]:
    return [RightsRequest.Kind(kind.value) for kind in deadlines.TERMS[law]]


def _due(kind: str, place: str) -> Any:
    law = deadlines.law_of(place)
    came = deadlines.day_of(law, timezone.now())
    return deadlines.ends(deadlines.TERMS[law][deadlines.Kind(kind)].answer, came=came, place=place)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('accounts:login')}?{urlencode({'next': request.path})}")
