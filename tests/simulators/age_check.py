"""Somebody who checks ages: `python -m tests.simulators.age_check PORT KEY`. Asks what to answer, and signs it."""

import sys
import time
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

from accounts.assurance import SignedRedirect

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Age check</title>
<h1>How old are you?</h1><p><a href="{yes}">18 or older</a></p><p><a href="{no}">Younger</a></p></html>"""


class Checker(BaseHTTPRequestHandler):
    """Answers a question that is signed and in time; any other gets a 400."""

    signer: SignedRedirect

    def do_GET(self) -> None:
        """Show the two answers."""
        question = dict(parse_qsl(urlsplit(self.path).query))
        signature = question.pop("signature", "")
        if signature != self.signer.sign(question) or int(question["expires"]) < time.time():
            self.send_error(HTTPStatus.BAD_REQUEST, "Not signed, or too old")
            return
        body = PAGE.format(**{word: escape(self._back(question, word)) for word in ("yes", "no")}).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _back(self, question: dict[str, str], word: str) -> str:
        said = {"state": question["state"], "over_18": word, "checked_at": str(int(time.time()))}
        return f"{question['return_to']}?{urlencode(said | {'signature': self.signer.sign(said)})}"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main(port: int, key: str) -> None:
    """Serve until the process is ended."""
    Checker.signer = SignedRedirect(f"http://127.0.0.1:{port}/", key)
    with ThreadingHTTPServer(("127.0.0.1", port), Checker) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
