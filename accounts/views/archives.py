"""A copy of everything that is held about somebody: asked for, watched, fetched once (promise: RGT-4).

Members, guests and those who are kept out have the same pages; only whoever has just shown who they are gets the file.
"""

from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import throttle
from accounts.models import Person
from privacy.services import archives

from .membership import reader_of
from .proving import proved_self

PAGE: Final = "accounts/data.html"


@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Show how far somebody's copy is, and let them ask for one."""
    if not isinstance(request.user, Person):
        return redirect(f"{reverse('accounts:login')}?next={request.path}")
    return _show(request, request.user)


@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Have a copy made."""
    person, now = _person(request), timezone.now()
    try:
        with transaction.atomic():  # one that is there already costs no turn, and one turn too many makes none
            archives.ask(person_id=person.pk, language=reader_of(request).language, now=now)
            throttle.take_turn_of("archive", whom=f"{person.pk}", now=now)
    except throttle.TooOften as refusal:
        words = gettext("You have asked three times already. A copy can be asked for again in some hours.")
        response = _show(request, person, trouble=words, status=429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    except archives.OneIsOpen:
        return _show(request, person, trouble=gettext("There is a copy already: it is this one."), status=409)
    return _back()


@require_POST
@never_cache
@proved_self(back="accounts:data")
def fetch(request: HttpRequest, archive_id: int) -> HttpResponse:
    """Hand a copy over, once."""
    person, now = _person(request), timezone.now()
    try:
        content = archives.fetch(archive_id=archive_id, person_id=person.pk, now=now)
    except archives.NotTheirs as error:
        raise Http404 from error
    except archives.NotReady:
        return _show(request, person, trouble=gettext("It is not ready yet."), status=409)
    except archives.Gone:
        words = gettext("This copy was fetched, or its time was up. It is deleted; you can ask for a new one.")
        return _show(request, person, trouble=words, status=410)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="chatear-{now:%Y-%m-%d}.zip"'
    return response


@require_POST
@never_cache
def throw_away(request: HttpRequest, archive_id: int) -> HttpResponse:
    """Delete a copy that nobody has fetched."""
    try:
        archives.throw_away(archive_id=archive_id, person_id=_person(request).pk, now=timezone.now())
    except archives.NotTheirs as error:
        raise Http404 from error
    messages.success(request, gettext("The copy is deleted."))
    return _back()


def _show(request: HttpRequest, person: Person, *, trouble: str = "", status: int = 200) -> HttpResponse:
    shown = {"archive": archives.of_person(person_id=person.pk), "trouble": trouble}
    return render(request, PAGE, shown, status=status)


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("accounts:data"), status=303)
