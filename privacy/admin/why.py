"""Why a member of staff looks at somebody: asked once for a person and half an hour (promise: SEC-3)."""

from collections.abc import Iterable
from time import time
from typing import Final
from uuid import UUID

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from privacy.forms.why import WhyForm

#: In the session: a person's number, then the reason and until when it holds, in seconds since 1970.
WHY: Final = "why"
LASTS: Final = 30 * 60


def reason_for(request: HttpRequest, about: Iterable[UUID]) -> str:
    """Return why these people are looked at, as it was said a short while ago; nothing where it was not."""
    said = request.session.get(WHY, {})
    found = {said[str(pk)][0] for pk in about if str(pk) in said and time() < said[str(pk)][1]}
    return found.pop() if len(found) == 1 else ""


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the reason, then go on to the page."""
    wanted, about = request.GET.get("next", ""), request.GET.get("about", "")
    form = WhyForm(request.POST or None, initial={"wanted": wanted, "about": about})
    if form.is_valid():
        until = time() + LASTS
        still = {pk: kept for pk, kept in request.session.get(WHY, {}).items() if time() < kept[1]}
        new = {str(pk): (form.cleaned_data["reason"], until) for pk in form.cleaned_data["about"]}
        request.session[WHY] = still | new
        return HttpResponseRedirect(_safe(request, form.cleaned_data["wanted"]), status=303)
    context = admin.site.each_context(request) | {"title": _("Why do you look?"), "form": form}
    return render(request, "admin/why.html", context, status=400 if form.is_bound else 200)


def _safe(request: HttpRequest, wanted: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted.startswith("/admin/") and is_ours else reverse("admin:index")
