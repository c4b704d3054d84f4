"""What a page of ours may load and do."""

from collections.abc import Iterable
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

#: The admin's theme evaluates expressions that stand in its own attributes, and writes its colours into the page. What
#: people said stands there escaped; a script of anybody else's is not loaded either.
FOR_STAFF = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


def content_security_policy(origins: Iterable[str]) -> dict[str, Any]:
    """Return the policy of every page: strangers' text stands in them, so nothing but our own files may run."""
    # Older Safari takes 'self' for https alone, and would not open our socket.
    sockets = ["ws" + origin.removeprefix("http") for origin in origins]
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:", "blob:"],
            "media-src": [SELF, "blob:", "mediastream:"],
            "connect-src": [SELF, *sockets],
            "worker-src": [SELF, "blob:"],
            "font-src": [SELF],
            "base-uri": [NONE],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
        },
    }
