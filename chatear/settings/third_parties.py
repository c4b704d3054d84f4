"""Google Analytics, 'Like' and 'Tweet': each off until it is set, and asked for nothing before a visitor's own press.

promise: COO-2, COO-3, COO-4
"""

from typing import Final

from .env import flag, text

SIMULATOR: Final = text("CHATEAR_SIMULATOR_URL", default="").rstrip("/")


def host_of(name: str) -> str:
    """Return where a company answers: itself, or the pretended one, whose path begins with the host it stands for."""
    return f"{SIMULATOR}/{name}" if SIMULATOR else f"https://{name}"


#: The measurement id of a property of Google Analytics 4, as G-XXXXXXXXXX.
GOOGLE_ANALYTICS_ID = text("CHATEAR_GA_ID", default="")
GOOGLE_TAG_URL = f"{host_of('www.googletagmanager.com')}/gtag/js"

FACEBOOK_LIKE = flag("CHATEAR_LIKE", default=False)
#: Where the service has a page at Facebook, 'Like' leads there instead of sharing this site.
FACEBOOK_PAGE_URL = text("CHATEAR_FACEBOOK_PAGE_URL", default="")
FACEBOOK_SHARE_URL = f"{host_of('www.facebook.com')}/sharer/sharer.php"
#: Facebook's own button after the second press: it draws nothing since 10 February 2026, and may come back.
FACEBOOK_BUTTON = flag("CHATEAR_FACEBOOK_BUTTON", default=False)
FACEBOOK_BUTTON_URL = f"{host_of('www.facebook.com')}/plugins/like.php"

TWEET = flag("CHATEAR_TWEET", default=False)
TWEET_URL = f"{host_of('x.com')}/intent/tweet"

#: What a page may load from others, by who is let in; nothing without a yes, and only on pages that use it.
_STANDS_IN: Final = [SIMULATOR] if SIMULATOR else []
CONTENT_SECURITY_FOR_GOOGLE = {
    "script-src": _STANDS_IN or ["https://*.googletagmanager.com"],
    "img-src": _STANDS_IN or ["https://*.google-analytics.com", "https://*.googletagmanager.com"],
    "connect-src": _STANDS_IN
    or ["https://*.google-analytics.com", "https://*.analytics.google.com", "https://*.googletagmanager.com"],
}
CONTENT_SECURITY_FOR_FACEBOOK = {"frame-src": _STANDS_IN or ["https://www.facebook.com"]}
