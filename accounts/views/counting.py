"""What of a request is counted after a yes, and the two cookies that it takes (promises: DAT-2, COO-1)."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

from accounts import addresses, usage
from accounts.models import Person
from accounts.services import usage as counted
from privacy import analytics, consent

VISIT: Final = "visit"  # which visit this is, signed; ends with it
BEEN_HERE: Final = "been-here"  # that there was one before, and nothing else
SALT: Final = "chatear.accounts.visit"
#: Whose pages are counted: what people read. Staff's own pages and what machines call are not.
APPS: Final = frozenset({"accounts", "billing", "matching", "moderation", "privacy"})


def note(request: HttpRequest, response: HttpResponseBase, *, now: datetime) -> None:
    """Count a page that was shown, or that somebody came in; nothing without a yes."""
    _take_back_googles(request, response)
    match = request.resolver_match
    if match is None:
        return
    if _is_page(request, response) and match.app_name in APPS:
        note_page(request, response, page=match.view_name, now=now)
    elif match.view_name == "enter" and response.status_code in {HTTPStatus.CREATED, HTTPStatus.SEE_OTHER}:
        _note_entry(request, response, now)


def note_page(
    request: HttpRequest, response: HttpResponseBase, *, page: str, now: datetime, referrer: str | None = None
) -> None:
    """Count that a page is seen, and let the browser remember which visit it is."""
    if not consent.of_request(request).allows("usage"):
        return
    visitor = _visitor(request, request.headers.get("Referer", "") if referrer is None else referrer)
    try:
        visit_id = counted.note_page(visit_id=visit_of(request), page=page, visitor=visitor, now=now)
    except counted.NotWanted:
        keep_answers(response, {**consent.of_request(request).answers, "usage": False})
        forget(response)
        return
    _keep(response, VISIT, signing.dumps(visit_id, salt=SALT), int(usage.VISIT_LASTS.total_seconds()))
    _keep(response, BEEN_HERE, "1", settings.USAGE_DAYS * 24 * 60 * 60)


def page_of(path: str) -> str:
    """Return which kind of page an address of ours is; nothing for one that is not counted."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return ""
    return match.view_name if match.app_name in APPS else ""


def visit_of(request: HttpRequest) -> int | None:
    """Return the number of the visit that this browser is on."""
    try:
        number = signing.loads(request.COOKIES.get(VISIT, ""), salt=SALT, max_age=usage.VISIT_LASTS)
    except signing.BadSignature:
        return None
    return number if isinstance(number, int) else None


def keep_answers(response: HttpResponseBase, answers: dict[str, bool]) -> None:
    """Let the browser remember what was answered."""
    _keep(response, consent.COOKIE, consent.written(answers), consent.COOKIE_AGE)


def forget(response: HttpResponseBase) -> None:
    """Take back what a yes had put into the browser."""
    for name in (VISIT, BEEN_HERE):
        response.delete_cookie(name, samesite="Lax")


def _take_back_googles(request: HttpRequest, response: HttpResponseBase) -> None:
    """Delete Google Analytics' cookies wherever they are without a yes that still holds (promise: COO-2)."""
    theirs = [name for name in request.COOKIES if name.startswith(analytics.COOKIES)]
    if theirs and not (settings.GOOGLE_ANALYTICS_ID and consent.of_request(request).allows("google")):
        for name in theirs:
            response.delete_cookie(name, samesite="Lax")


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    is_shown = not request.headers.get("Sec-Purpose", "").startswith("prefetch")
    return request.method == "GET" and response.status_code == HTTPStatus.OK and is_html and is_shown


def _note_entry(request: HttpRequest, response: HttpResponseBase, now: datetime) -> None:
    visit_id = visit_of(request)
    if visit_id is None or not isinstance(request.user, Person) or not consent.of_request(request).allows("usage"):
        return
    try:
        counted.note_entry(visit_id=visit_id, visitor=_visitor(request, ""), now=now)
    except counted.NotWanted:
        keep_answers(response, {**consent.of_request(request).answers, "usage": False})
        forget(response)


def _visitor(request: HttpRequest, referrer: str) -> counted.Visitor:
    return counted.Visitor(
        person_id=request.user.pk if isinstance(request.user, Person) else None,
        address=addresses.of_request(request),
        user_agent=request.headers.get("User-Agent", ""),
        language=get_language() or settings.LANGUAGE_CODE,
        referrer=usage.host_of(referrer, ours=request.get_host()),
        is_return=BEEN_HERE in request.COOKIES,
    )


def _keep(response: HttpResponseBase, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
