"""The page on which people say who they are, and their photos."""

from typing import Any, Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts import addresses, geo, photos, selectors
from accounts.age import today_in
from accounts.forms.profile import ProfilePageForm
from accounts.models import Person, Profile
from accounts.services import profile as services

from . import younger

PHOTO_HEADERS: Final = {
    "Cache-Control": "private, max-age=86400, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
}


@never_cache
@require_http_methods(["GET", "POST"])
def profile_page(request: HttpRequest) -> HttpResponse:
    """Show somebody's profile, and keep what they change."""
    if not isinstance(request.user, Person):
        return redirect("accounts:login")
    person, now = request.user, timezone.now()
    place = geo.place_of(addresses.of_request(request))
    country, region = (place.country, place.state) if place else ("", "")
    profile = selectors.profile_of(person=person)
    form = ProfilePageForm(
        request.POST or None,
        request.FILES or None,
        initial=_filled_in(profile, country, region),
        profile=profile,
        today=today_in(country, now),
    )
    if form.is_valid():
        if younger.is_shut(request):
            return younger.say(request)
        try:
            services.say(person_id=person.pk, said=form.said(), place=country, now=now)
        except services.Younger:
            request.session.flush()
            return younger.shut(request)
        _keep_photo(person, form)
        messages.success(request, gettext("Your profile is kept."))
        return redirect("accounts:profile_page")
    context = {"form": form, "profile": profile, "found": bool(country and not profile.country)}
    language = get_language() or "en"
    offered = {"languages_offered": geo.languages(language), "most": profile.MOST}
    return render(request, "accounts/profile.html", context | offered, status=400 if form.is_bound else 200)


def _filled_in(profile: Profile, country: str, region: str) -> dict[str, Any]:
    """Return what stands in the form at first; where nothing was said of the place, what the address tells."""
    return {
        "name": profile.name,
        "gender": profile.person.gender,
        "birth_date": profile.birth_date,
        "country": profile.country or country,
        "region": profile.region or ("" if profile.country else region),
        "languages": ", ".join(profile.languages),
        "interests": ", ".join(profile.interests),
        "shown": profile.shown,
    }


def _keep_photo(person: Person, form: ProfilePageForm) -> None:
    if form.drawn is not None:
        services.show_photo(person_id=person.pk, drawn=form.drawn)
    elif form.cleaned_data.get("remove_photo"):
        services.remove_photo(person_id=person.pk)


@require_GET
def photo(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """Show a photo to whoever knows its name: its owner, and those who were shown it."""
    del request
    path = photos.path_of(name)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/webp", headers=PHOTO_HEADERS)
