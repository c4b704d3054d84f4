"""Headers that every page of ours carries."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

#: What our own pages may use of a browser; nothing else may, and nobody inside them.
PERMISSIONS: Final = ", ".join(
    [
        *(f"{feature}=(self)" for feature in ("camera", "microphone", "fullscreen", "picture-in-picture")),
        *(f"{feature}=(self)" for feature in ("speaker-selection", "autoplay", "screen-wake-lock")),
        *(f"{feature}=()" for feature in ("geolocation", "display-capture", "payment", "usb", "browsing-topics")),
    ]
)


class BrowserPermissions:
    """Say which of a browser's powers our pages use: camera and microphone, never the place (promise: DAT-2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to an answer."""
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response
