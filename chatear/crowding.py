"""How many pages one process makes at a time, each with a connection to the database of its own (reliability F13)."""

import threading
from collections.abc import Callable
from typing import Final

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

#: Pages at a time: several processes, workers and the chat sockets share PostgreSQL's hundred connections.
AT_ONCE: Final = 16
#: Seconds that a page waits for its turn; browsers and proxies give up later than that.
WAITS: Final = 15.0

HEADERS: Final = {"Retry-After": "5", "Content-Security-Policy": "default-src 'none'"}
#: What a proxy asks to know whether this process lives must not wait behind visitors: it would be taken for dead.
HEALTH: Final = "/health/"


class TakeTurns:
    """Let pages wait for each other instead of for a connection that PostgreSQL refuses.

    Each request has a thread of its own and so a connection of its own, which would stay open until the garbage
    collector finds it: it is closed when the page is made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.turns = threading.BoundedSemaphore(AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer when it is this page's turn, or say that there are too many."""
        if request.path_info.startswith(HEALTH):
            return self._answer(request)
        if not self.turns.acquire(timeout=WAITS):
            return too_many(request)
        try:
            return self._answer(request)
        finally:
            self.turns.release()

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            if not connection.in_atomic_block:
                connection.close()


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that it is worth trying again soon."""
    with override(get_language_from_request(request, check_path=True)):
        words = _("This does not work at the moment. Try again in a few seconds.")
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=503, headers=HEADERS)
