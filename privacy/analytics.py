"""Google Analytics: on which pages it may be, and what its program is told (promise: COO-2). `privacy/consent.py` asks.

Never on a page of the account, nor on one whose address carries a value: a link that was mailed stays between us.
"""

from typing import Final

from django.conf import settings
from django.urls import ResolverMatch

#: Whose pages it may be on: the chat, and what everybody may read.
APPS: Final = frozenset({"matching", "privacy"})
COOKIES: Final = "_ga"  # what its cookies' names begin with


def may_be_on(match: ResolverMatch | None) -> bool:
    """Whether a page may have it, after the visitor's yes."""
    if not settings.GOOGLE_ANALYTICS_ID or match is None:
        return False
    return match.app_name in APPS and "<" not in match.route


def tag(match: ResolverMatch | None) -> dict[str, str]:
    """Return what the page's element needs: whose numbers they are, where the program is, and the kind of page."""
    return {
        "id": settings.GOOGLE_ANALYTICS_ID,
        "url": settings.GOOGLE_TAG_URL,
        "page": match.view_name if match else "",
    }
