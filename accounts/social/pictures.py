"""A profile's picture at Facebook, fetched once and drawn anew, so that no browser ever asks Facebook for it."""

import base64
from typing import Final
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import photos

#: Where Facebook keeps pictures; a profile could name any other address, ours included.
BEGINS: Final = "platform-lookaside.fbsbx.com"
GOES_ON: Final = ".fbcdn.net"
ANSWER_WITHIN: Final = 10  # seconds
AS_TEXT: Final = "data:image/webp;base64,"


class NotThere(Exception):
    """An address at which Facebook keeps no pictures."""


def fetch(address: str) -> str:
    """Return a picture as text that a page can show and a session can hold; nothing if it can't be had."""
    try:
        with httpx.Client(
            follow_redirects=True, max_redirects=3, timeout=ANSWER_WITHIN, event_hooks={"request": [_must_be_facebooks]}
        ) as client:
            came = _most_of(client, address)
        drawn = photos.draw(SimpleUploadedFile("photo", came))
    except (httpx.HTTPError, httpx.InvalidURL, NotThere, photos.NoPicture, photos.TooLarge):
        return ""
    return AS_TEXT + base64.b64encode(drawn).decode()


def drawn(text: str) -> bytes:
    """Return the picture that `fetch` made a text of."""
    return base64.b64decode(text.removeprefix(AS_TEXT))


def _most_of(client: httpx.Client, address: str) -> bytes:
    came = b""
    with client.stream("GET", address) as answer:
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            came += piece
            if len(came) > photos.MOST_BYTES:
                raise photos.TooLarge
    return came


def _must_be_facebooks(request: httpx.Request) -> None:
    address = str(request.url)
    place = urlsplit(address)
    onward = place.scheme == "https" and (place.hostname or "").endswith(GOES_ON) and place.port is None
    if not onward and not address.startswith(f"{settings.SOCIAL_HOSTS[BEGINS]}/"):
        raise NotThere
