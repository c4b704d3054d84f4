"""The ways by which somebody signs in, and what Facebook told of them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms.social import FillForm, KeepForm, label_of
from accounts.models import Person, SocialItem
from accounts.services import social, told
from accounts.social.facebook import let_go
from accounts.social.links import linked, services_of, ways_in
from accounts.social.registry import SERVICES
from accounts.social.waiting import Waiting, forget, wait, waiting_for

from .social import leave_for


@never_cache
def sign_in_ways(request: HttpRequest) -> HttpResponse:
    """Show by which ways somebody can sign in."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    ways = {"services": services_of(person=request.user), "last": _last(request.user)}
    return render(request, "accounts/sign_in_ways.html", ways)


def _last(person: Person) -> str:
    """Return the only way in, if there is but one."""
    ways = ways_in(person=person)
    return ways.pop() if len(ways) == 1 else ""


@require_POST
@never_cache
def unlink(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a service away from somebody's ways in."""
    if not isinstance(request.user, Person) or slug not in SERVICES:
        raise Http404
    title = {"service": SERVICES[slug].title}
    try:
        uid = social.unlink(person_id=request.user.pk, provider=slug)
    except social.LastWayIn:
        messages.error(
            request,
            gettext("%(service)s is your only way in. Add a password or another service first.") % title,
        )
        return redirect("accounts:sign_in_ways")
    if uid and slug == "facebook":
        let_go(uid)
    messages.success(request, gettext("%(service)s is not linked any more.") % title)
    return redirect("accounts:sign_in_ways")


@never_cache
def fill(request: HttpRequest) -> HttpResponse:
    """Let somebody tick what Facebook may tell, and lead them there for exactly that. promise: DAT-1"""
    if not isinstance(request.user, Person) or "facebook" not in linked(person=request.user):
        return redirect("accounts:sign_in_ways")
    form = FillForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        items, zone = form.cleaned_data["items"], form.cleaned_data["zone"]
        zone = zone if form.cleaned_data["with_zone"] else ""
        if items:
            return leave_for(request, "facebook", "fill", items=items, zone=zone)
        wait(person_id=request.user.pk, came=Waiting("facebook", {"time_zone": zone}, []))
        return redirect("accounts:confirm_told")
    return render(request, "accounts/fill.html", {"form": form})


@never_cache
def confirm_told(request: HttpRequest) -> HttpResponse:
    """Show what came, before anything of it is stored; keep what is ticked."""
    person = request.user
    if not isinstance(person, Person) or (waiting := waiting_for(person_id=person.pk)) is None:
        return redirect("accounts:came")
    form = KeepForm(request.POST if request.method == "POST" else None, values=waiting.values)
    if request.method == "POST" and form.is_valid():
        forget(person_id=person.pk)
        values = {name: waiting.values[name] for name in form.cleaned_data["keep"]}
        told.keep_told(person_id=person.pk, provider=waiting.provider, values=values, now=timezone.now())
        words = gettext("Kept what you ticked.") if values else gettext("Nothing was stored.")
        messages.success(request, words)
        return redirect("accounts:came")
    missing = [label_of(item) for item in waiting.missing]
    return render(request, "accounts/confirm_told.html", {"form": form, "missing": missing, "some": waiting.values})


@never_cache
def came(request: HttpRequest) -> HttpResponse:
    """List what other services told of somebody."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    items = SocialItem.objects.filter(person=request.user).order_by("provider", "item")
    rows = [
        {"pk": row.pk, "label": label_of(row.item), "value": "" if row.item == "photo" else row.value} for row in items
    ]
    return render(request, "accounts/came.html", {"rows": rows})


@require_POST
@never_cache
def forget_told(request: HttpRequest, item_id: int) -> HttpResponse:
    """Delete one thing that a service told."""
    if not isinstance(request.user, Person):
        raise Http404
    told.forget_told(person_id=request.user.pk, item_id=item_id)
    messages.success(request, gettext("Deleted."))
    return redirect("accounts:came")
