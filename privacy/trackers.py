"""Every cookie and every storage key that this site sets; the cookie page shows them. promise: COO-1"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Stored:
    """Something that a browser keeps for us."""

    name: str
    why: Promise
    lasts: Promise


COOKIES: Final = (
    Stored(settings.CSRF_COOKIE_NAME, _("proves that a form was sent from our own page"), _("a year")),
    Stored(settings.SESSION_COOKIE_NAME, _("knows you again while you are here, once you have come in"), _("30 days")),
    Stored("messages", _("carries a sentence of ours to the next page"), _("until the next page")),
    Stored(settings.LANGUAGE_COOKIE_NAME, _("the language you chose"), _("a year")),
    Stored(settings.DEVICE_COOKIE_NAME, _("knows this browser again, once you have come in"), _("a year")),
    Stored("choices", _("what you answered when we asked whether visits may be counted"), _("half a year")),
    Stored(
        "visit",
        _("counts your pages as one visit; only after you said yes"),
        _("half an hour after the last page"),
    ),
    Stored("been-here", _("that you have come before, and nothing else; only after you said yes"), _("90 days")),
    Stored("younger", _("keeps out who said to be younger than 18"), _("a day")),
    Stored(
        settings.SOCIAL_COOKIE_NAME,
        _("leads you back from a service that you sign in with"),
        _("15 minutes, or until you are back"),
    ),
)
#: Set by Google's program, only where the site has it and the visitor said yes to it (promise: COO-2).
GOOGLE_COOKIES: Final = (
    Stored("_ga", _("Google Analytics counts visits by it; only after you said yes to Google"), _("half a year")),
    Stored("_ga_*", _("Google Analytics counts one visit by it; only after you said yes to Google"), _("half a year")),
)
STORAGE: Final = (
    Stored("chatear.devices", _("the camera, microphone and speaker you chose"), _("until you delete it")),
    Stored("chatear.wish", _("whom you wish to meet"), _("until the tab is closed")),
    Stored("chatear.theme", _("light or dark"), _("until you delete it")),
    Stored("chatear.hide-ip", _("that you hide your IP address"), _("until you delete it")),
    Stored("chatear.sound", _("whether a match may sound"), _("until you delete it")),
    Stored("chatear.keys", _("whether single keys do something"), _("until you delete it")),
    Stored("chatear.nudity", _("whether this device looks for nudity"), _("until you delete it")),
    Stored("chatear.blur", _("whether your picture begins blurred"), _("until you delete it")),
    Stored("chatear.opening", _("how much of you a meeting opens with"), _("until you delete it")),
    Stored("adminTheme", _("for staff: light or dark"), _("until you delete it")),
    Stored("chatear.typed", _("what you had typed, while the language changes"), _("until the tab is closed")),
)


def cookies() -> tuple[Stored, ...]:
    """Return the cookies that may be set on this site."""
    return COOKIES + GOOGLE_COOKIES if settings.GOOGLE_ANALYTICS_ID else COOKIES
