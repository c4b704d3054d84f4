"""Google Analytics, Facebook and Twitter, pretended: `python -m tests.simulators.third_parties --port 9500`.

Everything that is asked of them is written down and shown at `/asked` as JSON, newest last. Its `gtag.js` does what the
real one does with what a page told it: sets its cookies and sends a page view, unless it is told not to.
"""

import argparse
import json
import shlex
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import urlsplit

PROGRAM: Final = """
(() => {
  const source = new URL(document.currentScript.src);
  const id = source.searchParams.get("id");
  const said = [...window.dataLayer].map((one) => [...one]);
  const config = said.find(([what, whose]) => what === "config" && whose === id)?.[2] ?? {};
  const granted = said.filter(([what]) => what === "consent").reduce((all, [, , now]) => ({ ...all, ...now }), {});
  const send = (event) => {
    if (window[`ga-disable-${id}`]) return;
    const seen = { dl: config.page_location, dr: config.page_referrer, dt: config.page_title };
    const hit = { v: "2", tid: id, en: event, ...seen };
    const collect = new URL("/www.google-analytics.com/g/collect", source);
    collect.search = new URLSearchParams({ ...hit, granted: JSON.stringify(granted), said: said.length });
    fetch(collect, { method: "POST", mode: "no-cors", keepalive: true });
  };
  if (granted.analytics_storage === "granted") {
    for (const name of ["_ga", `_ga_${id.slice(2)}`]) {
      document.cookie = `${name}=GA1.1.${Date.now()}; path=/; max-age=${config.cookie_expires}; ${config.cookie_flags}`;
    }
    send("page_view");
  }
  document.documentElement.dataset.googleRuns = "";
})();
"""


class ThirdParties(BaseHTTPRequestHandler):
    """Answers as each of them would, and remembers what it was asked."""

    asked: Final[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        """Give the program, a page with a name on it, or what was asked so far."""
        host, _, path = urlsplit(self.path).path.lstrip("/").partition("/")
        if host == "asked":
            self._answer(json.dumps(self.asked), "application/json")
            return
        if host != "favicon.ico":  # a browser asks for that by itself
            self.asked.append({"host": host, "path": path, "query": urlsplit(self.path).query})
        if path == "gtag/js":
            self._answer(PROGRAM, "text/javascript")
        else:
            self._answer(f'<!doctype html><html lang="en"><title>{host}</title><h1>{host}</h1>', "text/html")

    def do_POST(self) -> None:
        """Take a page view."""
        self.do_GET()

    def _answer(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve until somebody ends it."""
    options = argparse.ArgumentParser(prog="python -m tests.simulators.third_parties")
    options.add_argument("--port", type=int, default=9500, help="0 takes a free one")
    with ThreadingHTTPServer(("127.0.0.1", options.parse_args().port), ThirdParties) as server:
        environment = {
            "CHATEAR_SIMULATOR_URL": f"http://127.0.0.1:{server.server_port}",
            "CHATEAR_GA_ID": "G-PRETENDED",
            "CHATEAR_LIKE": "1",
            "CHATEAR_TWEET": "1",
        }
        for name, value in environment.items():
            print(f"export {name}={shlex.quote(value)}")
        print(flush=True)  # an empty line: that was all, and the port is open
        server.serve_forever()


if __name__ == "__main__":
    main()
