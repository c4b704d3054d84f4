"""Whether visits may be counted, asked of everybody, and what a page tells of its visit (promises: DAT-2, COO-5)."""

import json
from contextlib import suppress
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

import privacy.services
from accounts import usage
from accounts.models import Person
from accounts.services import usage as counted
from privacy import consent
from privacy.models import Objection
from privacy.services import objections

from . import counting
from .opening import safe_next

LARGEST_TELLING: Final = 512  # bytes


@csrf_exempt  # a token takes a cookie, and before a yes there is none; the browser's own word for the sender does
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Show what may be answered yes or no at any time, and take an answer; without an account as well."""
    if request.method != "POST":
        refused = settings.GOOGLE_ANALYTICS_ID if not consent.of_request(request).allows("google") else ""
        return render(request, "accounts/choices.html", {"said": _said(request), "google_is_refused": refused})
    if not is_from_here(request):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    answers = _answers(request)
    if request.accepts("text/html"):
        instead = safe_next(request, request.POST.get("next", "")) if "next" in request.POST else ""
        response: HttpResponse = HttpResponseRedirect(instead or reverse("accounts:choices"), status=303)
        messages.success(request, gettext("Your answer is kept."))
    else:
        response = JsonResponse(answers)
    _take(request, response, answers)
    return response


@csrf_exempt  # sent while a page goes away, when no header can be given along
@never_cache
@require_POST
def told(request: HttpRequest) -> HttpResponse:
    """Take what a page tells of its visit: for how long it was open, or that the first talk began."""
    visit_id = counting.visit_of(request)
    if visit_id is None or not is_from_here(request) or not consent.of_request(request).allows("usage"):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    if len(request.body) > LARGEST_TELLING:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        said = json.loads(request.body)
    except ValueError:
        said = None
    with suppress(DatabaseError):  # what is not counted harms nobody
        return HttpResponse(status=_note(visit_id, said))
    return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)


def _note(visit_id: int, said: object) -> HTTPStatus:
    now = timezone.now()
    match said:
        case {"talked": True}:
            counted.note_first_talk(visit_id=visit_id, now=now)
        case {"page": str(page), "seconds": int(seconds)} if _is_sane(seconds):
            counted.note_end_of_page(visit_id=visit_id, page=page, seconds=seconds, now=now)
        case _:
            return HTTPStatus.BAD_REQUEST
    return HTTPStatus.NO_CONTENT


def _is_sane(seconds: int) -> bool:
    return not isinstance(seconds, bool) and 0 <= seconds <= usage.LONGEST_PAGE


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent something: browsers say so of whatever is posted, and no page can say it for them."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def _said(request: HttpRequest) -> list[tuple[consent.Purpose, bool | None]]:
    answers = consent.of_request(request).answers
    return [(purpose, answers.get(purpose.name)) for purpose in consent.purposes()]


def _answers(request: HttpRequest) -> dict[str, bool]:
    """Return all answers as they are from now on; a browser's own no is not overruled by a press.

    The question on each page is about what was not answered yet, and changes nothing else.
    """
    before = consent.of_request(request)
    to_all, asked = request.POST.get("all"), request.POST.getlist("asked")
    names = [purpose.name for purpose in consent.purposes()]
    named = {name: request.POST.get(name) or (to_all if name in (asked or names) else None) for name in names}
    now = {name: said == consent.YES for name, said in named.items() if said in {consent.YES, consent.NO}}
    if before.is_refused_by_browser:
        now = dict.fromkeys(now, False)
    return {**before.answers, **now}


def _take(request: HttpRequest, response: HttpResponse, answers: dict[str, bool]) -> None:
    """Keep the answers; a no deletes at once, a yes counts the page on which it was given."""
    now, person = timezone.now(), request.user if isinstance(request.user, Person) else None
    language = get_language() or ""
    if person is not None:
        privacy.services.record_answers(
            person_id=person.pk,
            answers=answers,
            language=language,
            now=now,
            words=consent.question(request.POST.getlist("asked")),
        )
        if consent.YES in {request.POST.get(name) for name in ("all", *consent.NAMES)}:  # they want it after all
            objections.end(what=Objection.What.COUNTING, person_id=person.pk)
    counting.keep_answers(response, answers)
    consent.remember(request, answers)
    if answers.get("usage") is False:
        person_id = person.pk if person is not None else None
        counted.forget_visits_of(person_id=person_id, visit_id=counting.visit_of(request), now=now)
        counting.forget(response)
    elif page := counting.page_of(request.POST.get("next", "")):
        counting.note_page(request, response, page=page, referrer=request.POST.get("from", ""), now=now)
