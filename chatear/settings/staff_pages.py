"""How the admin looks: the colours of static/css/tokens.css, in the words of unfold's theme.

https://unfoldadmin.com/docs/configuration/settings/
"""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_TITLE": "Chatear",
    "SITE_HEADER": "Chatear",
    "SITE_SUBHEADER": _("for staff"),
    "SITE_URL": "/",
    "SITE_ICON": lambda _request: static("icons/favicon.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("icons/favicon.svg")},
    ],
    "SITE_DROPDOWN": [
        {"icon": "flag", "title": _("Moderation"), "link": reverse_lazy("moderation-queue")},
        {"icon": "tune", "title": _("Rules of detection"), "link": reverse_lazy("moderation-rules")},
        {"icon": "gavel", "title": _("Decisions"), "link": reverse_lazy("moderation-decisions")},
        {"icon": "map", "title": _("What is held, and how long"), "link": reverse_lazy("data-map")},
        {"icon": "badge", "title": _("Staff and their roles"), "link": reverse_lazy("staff-roles")},
    ],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "10px",
    "COLORS": {
        # paper to ink
        "base": {
            "50": "#faf8f5",
            "100": "#f1eee9",
            "200": "#ddd8d0",
            "300": "#c4bdb2",
            "400": "#9a938a",
            "500": "#6f6a64",
            "600": "#4d4b49",
            "700": "#2f343b",
            "800": "#22262c",
            "900": "#191c21",
            "950": "#111317",
        },
        # accent: the light page's at 600, the dark page's at 400
        "primary": {
            "50": "#eef8f6",
            "100": "#d5efea",
            "200": "#addfd6",
            "300": "#7dcbbe",
            "400": "#4fc3b2",
            "500": "#23897c",
            "600": "#0b6e63",
            "700": "#0a5a51",
            "800": "#0b4841",
            "900": "#0b3b36",
            "950": "#04211e",
        },
    },
}
