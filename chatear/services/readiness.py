"""Ask a web process whether it is ready."""

import http.client
import time
from collections.abc import Callable
from urllib.parse import urlsplit

LOOK_EVERY = 0.05  # seconds
ANSWER_WITHIN = 5.0  # seconds


class NotReady(Exception):
    """The site did not become ready; the message says what it answered last."""


def ask(url: str) -> str:
    """Return "" when the site says that it is ready, otherwise what it said instead."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=ANSWER_WITHIN)
    try:
        connection.request("GET", "/health/ready")
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
