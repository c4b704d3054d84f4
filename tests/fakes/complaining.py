"""A complaint as a page sends it, by somebody without a browser."""

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlencode

from tests.fakes.chatter import Chatter

Frame = dict[str, Any]


def complain(chatter: Chatter, *, handle: str, reason: str, messages: list[Frame]) -> tuple[int, Frame]:
    """Hand in a complaint to the server of a chatter; return the status and the answer."""
    cookies = chatter.guest.cookies
    token = next(value for name, value in cookies.items() if name.endswith("csrftoken"))
    form = urlencode({"handle": handle, "reason": reason, "messages": json.dumps(messages)}).encode()
    headers = {"Cookie": chatter.guest.cookie_header, "X-CSRFToken": token, "Referer": chatter.address}
    if chatter.peer:
        headers["X-Forwarded-For"] = chatter.peer
    request = urllib.request.Request(f"{chatter.address}/complaints/", data=form, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


def handed_in(texts: list[Frame]) -> list[Frame]:
    """Return texts of a chat, as their reader hands them in."""
    return [{name: text[name] for name in ("seq", "at", "seal", "prev", "body")} for text in texts]
