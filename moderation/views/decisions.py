"""The letter to whoever is kept out or warned: why, on what, until when, and the appeal (promise: DAT-10, RET-6; P-26).

No account is needed: a signed address, or the browser that is kept out, leads to it. It stays when the ban has ended.
"""

import contextlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Person
from accounts.selectors import device_of
from moderation import links, selectors
from moderation.evidence import cabinet
from moderation.forms import AppealForm
from moderation.models import Appeal, Decision, Evidence
from moderation.pictures import Destroyed
from moderation.policy import APPEAL_WITHIN
from moderation.services import appeals, decisions
from moderation.words import OUTCOMES, facts, rule


def letter(request: HttpRequest, until: datetime) -> HttpResponse | None:
    """Show whoever is kept out the decision that does it; None where it is no decision about them."""
    device = device_of(device_key=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    found = selectors.keeps_out(
        person_id=request.user.pk if isinstance(request.user, Person) else None,
        device_id=device.pk if device else None,
        until=until,
    )
    return None if found is None else _show(request, found, AppealForm())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """Show a decision to whom it is about, and take their appeal."""
    found = _found(key)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        with contextlib.suppress(appeals.NotToBeAppealed):  # sent twice, or too late: the page says how it stands
            appeals.file(
                decision_id=found.pk,
                words=form.cleaned_data["words"],
                keeps_picture=form.cleaned_data["keeps_picture"],
                now=timezone.now(),
            )
        return HttpResponseRedirect(request.path, status=303)
    return _show(request, found, form)


@never_cache
@require_safe
def picture(_request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Return the picture that was taken from the camera of whoever holds the key."""
    row = get_object_or_404(_pictures(_found(key)), pk=pk)
    try:
        _about, jpeg = cabinet().read(row.name)
    except Destroyed:
        raise Http404 from None
    headers = {"Content-Disposition": "inline", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(jpeg, content_type="image/jpeg", headers=headers)


@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show somebody what was decided about them, and what became of what they complained about."""
    if not isinstance(request.user, Person):
        return HttpResponseRedirect(reverse("accounts:login"))
    now = timezone.now()
    about = [
        {"decision": each, "key": links.key_of(each), "rule": rule(each.rule)}
        for each in selectors.decisions_about(person_id=request.user.pk)
    ]
    complaints = [
        {"complaint": each, "outcome": OUTCOMES[each.outcome]}
        for each in selectors.complaints_by(person_id=request.user.pk, now=now)
    ]
    page = {"about": about, "complaints": complaints}
    return render(request, "moderation/own.html", page)


def _found(key: str) -> Decision:
    try:
        return links.decision_of(key)
    except links.NoDecision:
        raise Http404 from None


def _show(request: HttpRequest, found: Decision, form: AppealForm) -> HttpResponse:
    now = timezone.now()
    decisions.note_seen(decision_id=found.pk, now=now)
    return render(request, "moderation/decision.html", _page(found, form, now), status=400 if form.is_bound else 200)


def _page(found: Decision, form: AppealForm, now: datetime) -> dict[str, Any]:
    appeal = Appeal.objects.filter(decision=found).first()
    over = (found.ends_at or found.decided_at) + APPEAL_WITHIN
    can_appeal = appeal is None and found.overturned_at is None and now < over
    holds = found.overturned_at is None and found.ends_at is not None and found.ends_at > now
    pictures = list(_pictures(found))
    if not pictures:
        del form.fields["keeps_picture"]  # there is none
    return {
        "decision": found,
        "key": links.key_of(found),
        "rule": rule(found.rule),
        "holds": holds,
        "now": now,
        "facts": facts(found.facts),
        "pictures": pictures,
        "lines": selectors.own_lines(found),
        "appeal": appeal,
        "form": form if can_appeal else None,
        "appeal_until": over,
        "operator": settings.OPERATOR,
    }


def _pictures(found: Decision) -> QuerySet[Evidence]:
    """Return the pictures that this person's own camera showed; what others saw is theirs."""
    return Evidence.objects.filter(
        case=found.case_id, case__isnull=False, source=Evidence.Source.AT_SOURCE, state=Evidence.State.KEPT
    ).order_by("pk")
