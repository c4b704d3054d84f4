"""People who have entered: through the front door one by one, or straight into the tables by the thousand."""

import http.cookiejar
import json
import re
import urllib.request
from dataclasses import dataclass, field
from urllib.parse import urlencode

JSON = {"Accept": "application/json"}
POLICY = re.compile(r'name="policy" value="([^"]+)"')


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
    with opener.open(f"{address}/en/", timeout=20) as page:
        version = POLICY.search(page.read().decode())
    assert version, "the page has no entry"
    token = next(cookie.value for cookie in jar if cookie.name.endswith("csrftoken"))
    form = urlencode({"age": "on", "policy": version[1]}).encode()
    headers = JSON | {"X-CSRFToken": token or "", "Referer": address}
    request = urllib.request.Request(f"{address}/enter/", data=form, headers=headers)
    with opener.open(request, timeout=20) as answer:
        person = json.load(answer)["person"]
    return Guest(person, {cookie.name: cookie.value or "" for cookie in jar})
