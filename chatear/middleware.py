"""What holds for every page of ours: its headers, who may read it, and that somebody came."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, get_language_from_path

from accounts import services
from accounts.models import Person
from accounts.views import counting, excluded_until
from privacy import consent

logger = logging.getLogger(__name__)

#: What our own pages may use of a browser; nothing else may, and nobody inside them.
PERMISSIONS: Final = ", ".join(
    [
        *(f"{feature}=(self)" for feature in ("camera", "microphone", "fullscreen", "picture-in-picture")),
        *(f"{feature}=(self)" for feature in ("speaker-selection", "autoplay", "screen-wake-lock")),
        *(f"{feature}=()" for feature in ("geolocation", "display-capture", "payment", "usb", "browsing-topics")),
    ]
)


class ContentSecurity(CSPMiddleware):
    """Say what a page may load and do; staff's pages may do what their theme needs."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002 - as there
    ) -> PolicyParts:
        """Return the policy of one answer."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/"):
            parts.replace = settings.CONTENT_SECURITY_FOR_STAFF  # type: ignore[misc]  # its plugin sees no such setting
        else:
            own = parts.update or {}  # what the page itself asks for
            opened = self._opened(request)
            parts.update = own | {name: [*own.get(name, []), *sources] for name, sources in opened.items()}
        return parts

    def _opened(self, request: HttpRequest) -> dict[str, list[str]]:
        """Return whom a page lets in besides ourselves: Google after its own visitor's yes, Facebook in a frame."""
        opened = dict(settings.CONTENT_SECURITY_FOR_GOOGLE) if consent.lets_google_in(request) else {}
        return opened | (settings.CONTENT_SECURITY_FOR_FACEBOOK if settings.FACEBOOK_BUTTON else {})


class BrowserPermissions:
    """Say which of a browser's powers our pages use: camera and microphone, never the place (promise: DAT-2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to an answer."""
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response


class NoBlankPages:
    """Say that there is no page to whoever opens an address that only takes forms, as the link of a language does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put words into a refusal that has none."""
        response = self.get_response(request)
        is_refused = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET"
        if is_refused and get_language_from_path(request.path_info):
            response.content = render_to_string("404.html", request=request)
        return response


#: Apps whose pages stay open to who is kept out: rights and rules (promise: RGT-4), and staff's, which asks for itself.
OPEN_APPS: Final = frozenset({"privacy", "admin"})
#: Single pages that stay open to them: their letter and their own account. Whatever is not named here is shut.
OPEN_PAGES: Final = frozenset(
    {
        # Signing in leads them to their letter and their rights, nowhere else (promise: RGT-4).
        "accounts:ask_by_right",
        "numbers-for-machines",  # are no secret
        "moderation:decision",  # why, and the appeal
        "moderation:decisions",
        "moderation:own_picture",
        "moderation:receipt",  # what became of their own complaint
        "accounts:ask_request",
        "accounts:ask_reset",
        "accounts:begin_elsewhere",
        "accounts:came",  # what another service told can be deleted at any time
        "accounts:choices",  # a yes is taken back as easily as it was given (promise: COO-5)
        "accounts:contact",
        # What is held of them stays theirs to see and to correct (promise: RGT-4).
        "accounts:data",
        "accounts:data_ask",
        "accounts:data_fetch",
        "accounts:data_throw_away",
        "accounts:devices",
        "accounts:end_device",
        "accounts:end_objection",
        "accounts:end_notices",
        "accounts:end_other_sessions",
        "accounts:end_session",
        "accounts:erase",
        "accounts:excluded",
        "accounts:facebook_deletion",
        "accounts:forget_told",
        "accounts:enquiry",
        "accounts:letter",
        "accounts:report_a_picture",
        "accounts:report_illegal",
        "accounts:lift_restriction",
        "accounts:report_a_minor",
        "accounts:login",
        "accounts:logout",
        "accounts:mail_sent",
        "accounts:object",
        "accounts:notices",  # as choices: whoever is sent mails can end that
        "accounts:passkey_login",
        "accounts:privacy",
        "accounts:profile_page",
        "accounts:prove",  # rights are asked for by whoever has just shown who they are
        "accounts:request_sent",
        "accounts:reset",
        "accounts:restrict",
        "accounts:second_step",
        "accounts:staff_step",
        "accounts:withdraw_erasure",
        "accounts:withdraw_request",
        "enter",  # asks the gate itself, and says until when
        "export-schema",  # is no secret
        "facebook-deauthorise",
        "facebook-delete",
        "javascript-catalog",
        "live",
        "passkey-options",
        "photo",
        "policy-for-machines",
        "ready",
        "riddle",
        "requests",
        "retention",
        "social-complete",  # asks the gate itself for everything but a member's coming back
    }
)


class KeepOut:
    """Lead whoever is kept out to the letter that says until when (reliability T44)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing before it is known which page is asked for."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Answer with the letter, or leave it to the page."""
        page = request.resolver_match
        if page is None or page.app_name in OPEN_APPS or page.view_name in OPEN_PAGES:
            return None
        if excluded_until(request, now=timezone.now()) is None:
            return None
        response = redirect("accounts:excluded")
        if request.method != "GET":
            response.status_code = HTTPStatus.SEE_OTHER
        add_never_cache_headers(response)
        return response


class DayOfVisit:
    """Keep, once a day, that somebody came; their session then lasts a full while from now (promise: RET-2).

    And the language they read, so that what reaches them by the socket is in it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing before it is known which page is asked for."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Keep the day, if a page of ours is asked for by somebody who has come in."""
        if request.resolver_match is None or not request.resolver_match.app_name:
            return
        person, now = request.user, timezone.now()
        language = get_language() or settings.LANGUAGE_CODE
        if not isinstance(person, Person) or person.restricted_at is not None:  # kept as it is (reliability P-14)
            return
        if (person.last_seen_date, person.language) != (now.date(), language):
            device_key = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
            services.note_visit(person_id=person.pk, device_key=device_key, language=language, now=now)
            request.session.modified = True


class CountVisits:
    """Count the pages of visitors who said that it may be (promise: DAT-2); no page ever fails for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then note that it was seen: a few short queries by number."""
        response = self.get_response(request)
        try:
            counting.note(request, response, now=timezone.now())
        except DatabaseError:
            logger.warning("a visit was not counted: the database refused")
        return response
