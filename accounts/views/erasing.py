"""Being erased, restricting what we hold, and objecting: members, guests and the excluded may. promise: RGT-4"""

from contextlib import suppress
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import gates
from accounts.models import Person
from accounts.services import restriction
from privacy import catalogue, consent, erasure
from privacy.export.sections import sections
from privacy.inventory import CATEGORIES
from privacy.inventory import Erasure as Rule
from privacy.models import Erasure, Objection
from privacy.services import erasures, objections
from privacy.steps import Leaving

from . import counting
from .proving import proved_self


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@proved_self(back="accounts:erase")
def erase(request: HttpRequest) -> HttpResponse:
    """Say what goes, what stays, for how long and why; and have it done in seven days."""
    person, now = _own(request), timezone.now()
    if request.method == "POST":
        with suppress(erasures.StaffStays):  # the page says what to do first
            erasures.ask(person_id=person.pk, now=now)
        return HttpResponseRedirect(reverse("accounts:erase"), status=303)
    leaving = Leaving(people=(person.pk,), emails=(person.email,) if person.email else (), now=now)
    shown = {
        "goes": _by_category(erasure.how_much(leaving, Rule.DELETED)),
        "stays": _by_category(_kept(leaving)),
        "held": sum(map(len, erasure.held(leaving).values())),
        "excluded_until": gates.excluded_until(person=person, device=None, address_hash="", now=now),
        "to_think": erasures.TO_THINK.days,
        "backup_days": erasures.backup_days(),
    }
    return render(request, "accounts/erase.html", shown)


@never_cache
@require_POST
def withdraw_erasure(request: HttpRequest) -> HttpResponse:
    """Let somebody stay who has changed their mind."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    if erasures.withdraw(person_id=request.user.pk, now=timezone.now()):
        messages.success(request, gettext("You stay. Nothing was erased."))
    return HttpResponseRedirect(reverse("accounts:profile_page"), status=303)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def restrict(request: HttpRequest) -> HttpResponse:
    """Show what somebody may stop without leaving; and keep what is held of them without using it."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    if request.method == "POST":
        restriction.restrict(person_id=request.user.pk, now=timezone.now())
        return _restricted_page()
    return render(request, "accounts/restrict.html", {"objections": objections.of(person_id=request.user.pk)})


@never_cache
@require_POST
def lift_restriction(request: HttpRequest) -> HttpResponse:
    """Use again what is held of somebody."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    restriction.lift(person_id=request.user.pk, now=timezone.now())
    messages.success(request, gettext("Everything is as it was before."))
    return _restricted_page()


@never_cache
@require_POST
def object_to(request: HttpRequest) -> HttpResponse:
    """Stop something at once that somebody objects to."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    person, now = request.user, timezone.now()
    response = _restricted_page()
    if request.POST.get("what") == Objection.What.COUNTING:
        language, visit_id = get_language() or "", counting.visit_of(request)
        restriction.object_to_counting(person_id=person.pk, visit_id=visit_id, language=language, now=now)
        counting.keep_answers(response, dict.fromkeys([purpose.name for purpose in consent.purposes()], False))
        counting.forget(response)
    elif request.POST.get("what") == Objection.What.MARKETING:
        objections.stop_news(person_id=person.pk, email=person.email or "", now=now)
    return response


@never_cache
@require_POST
def end_objection(request: HttpRequest) -> HttpResponse:
    """Forget an objection; what it had stopped begins only once it is asked for."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    objections.end(what=request.POST.get("what", ""), person_id=request.user.pk)
    return _restricted_page()


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """Give every page of the account the erasure that waits, asked for only where it is shown."""
    person = getattr(request, "user", None)

    def waiting() -> Erasure | None:
        return erasures.asked_for(person_id=person.pk) if isinstance(person, Person) else None

    return {"erasure": SimpleLazyObject(waiting)}


def _restricted_page() -> HttpResponse:
    return HttpResponseRedirect(reverse("accounts:restrict"), status=303)


def _own(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - `proved_self` has seen to it
    return request.user


def _kept(leaving: Leaving) -> list[erasure.Held]:
    kept = erasure.how_much(leaving, Rule.CUT, Rule.ENDS)
    return [held for held in kept if held.holding.name not in erasures.PASSING]


def _by_category(rows: list[erasure.Held]) -> list[dict[str, Any]]:
    """Return what is held in words: by category, in the order of the policy."""
    order = list(CATEGORIES)
    placed = sorted(rows, key=lambda held: order.index(held.holding.category))
    return [
        {"name": gettext(CATEGORIES[category]), "rows": [_in_words(held) for held in found]}
        for category, found in groupby(placed, key=lambda held: held.holding.category)
    ]


def _in_words(held: erasure.Held) -> dict[str, Any]:
    parts = [gettext(part.what) for part in held.holding.parts.values() if not part.withheld]
    titles = {section.label: section.title for section in sections()}
    return {
        "title": titles.get(held.holding.name, ""),
        "purpose": gettext(held.holding.purpose),
        "parts": parts,
        "count": held.count,
        "kept": catalogue.words_on_keeping(held.holding),
        "becomes": gettext(held.holding.erasure.value),
    }
