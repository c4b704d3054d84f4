"""People who have entered: through the front door one by one, or straight into the tables by the thousand."""

import http.cookiejar
import json
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

JSON = {"Accept": "application/json"}


@dataclass(frozen=True)
class Guest:
    """Somebody who may open the socket: an id, and the cookies that prove it."""

    person: str
    cookies: dict[str, str] = field(repr=False)

    @property
    def cookie_header(self) -> str:
        """The cookies as a browser sends them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def enter(address: str, *, peer: str = "") -> Guest:
    """Pass the entry of a running server: read the page, tick the age, accept the policy."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    if peer:
        opener.addheaders = [("X-Forwarded-For", peer)]
    opener.open(f"{address}/", timeout=20).read()
    version = _fetch(opener, f"{address}/policy/", None, {})["version"]
    token = next(cookie.value for cookie in jar if cookie.name.endswith("csrftoken"))
    form = urlencode({"age": "on", "policy": version}).encode()
    person = _fetch(opener, f"{address}/enter/", form, {"X-CSRFToken": token or "", "Referer": address})["person"]
    return Guest(person, {cookie.name: cookie.value or "" for cookie in jar})


def _fetch(opener: urllib.request.OpenerDirector, url: str, body: bytes | None, headers: dict[str, str]) -> Any:
    request = urllib.request.Request(url, data=body, headers=JSON | headers)
    with opener.open(request, timeout=20) as answer:
        return json.load(answer)
