"""Ask a web process whether it is ready.

``python -m chatear.services.readiness`` asks the one on port 8000, as the container's health check does.
"""

import http.client
import os
import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit

LOOK_EVERY = 0.05  # seconds
ANSWER_WITHIN = 5.0  # seconds


class NotReady(Exception):
    """The site did not become ready; the message says what it answered last."""


def ask(url: str, *, host: str = "") -> str:
    """Return "" when the site says that it is ready, otherwise what it said instead.

    ``host`` is the name to call it by, where it does not answer to the one in the address.
    """
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=ANSWER_WITHIN)
    try:
        connection.request("GET", "/health/ready", headers={"Host": host} if host else {})
        answer = connection.getresponse()
        body = answer.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return f"no answer ({type(error).__name__})"
    finally:
        connection.close()
    return "" if answer.status == http.client.OK else f"{answer.status} {body}"


def wait(url: str, *, seconds: float, meanwhile: Callable[[], None]) -> None:
    """Ask until the site is ready; ``meanwhile`` is called between two questions and may raise.

    :raises NotReady: if it is not in time
    """
    deadline = time.monotonic() + seconds
    while said := ask(url):
        meanwhile()
        if time.monotonic() > deadline:
            raise NotReady(said)
        time.sleep(LOOK_EVERY)


if __name__ == "__main__":
    sys.exit(ask("http://127.0.0.1:8000", host=os.environ.get("CHATEAR_HOSTS", "").partition(",")[0]) or 0)
