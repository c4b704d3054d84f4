"""'Like' and 'Tweet': pictures of our own, and where a second press leads (promise: COO-3, COO-4)."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """Give every page what its share buttons need; nothing where they are off."""
    return {"share": SimpleLazyObject(lambda: _share(request))}


def _share(request: HttpRequest) -> dict[str, str]:
    """Return where each button leads. What is shared is always the first page, never the one that is open."""
    ours = f"{settings.ORIGINS[0] if settings.ORIGINS else request.build_absolute_uri('/').rstrip('/')}/"
    found = {}
    if settings.FACEBOOK_LIKE:
        shared = f"{settings.FACEBOOK_SHARE_URL}?{urlencode({'u': ours})}"
        found["like"] = settings.FACEBOOK_PAGE_URL or shared
    if settings.FACEBOOK_LIKE and settings.FACEBOOK_BUTTON:
        drawn = {"href": ours, "layout": "button_count", "action": "like", "share": "false", "size": "small"}
        found["button"] = f"{settings.FACEBOOK_BUTTON_URL}?{urlencode(drawn)}"
    if settings.TWEET:
        said = {"text": gettext("Talk with somebody you have never met"), "url": ours, "lang": get_language() or ""}
        found["tweet"] = f"{settings.TWEET_URL}?{urlencode(said)}"
    return found
