"""As much of a web framework as six small services need."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode


@dataclass
class Asked:
    """A request."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    ticked: list[str]
    headers: dict[str, str]
    raw_query: str = ""

    @property
    def given(self) -> dict[str, str]:
        return self.query | self.form

    @property
    def bearer(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ").strip()


@dataclass
class Answer:
    """A response."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """What a service says instead of an answer."""

    def __init__(self, said: Any, status: int = 400) -> None:
        super().__init__(str(said))
        self.answer = as_json(said, status)


def as_json(said: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(said).encode(), status, "application/json")


def page(body: str, status: int = 200) -> Answer:
    return Answer(f'<!doctype html><meta charset="utf-8"><title>Pretended</title>{body}'.encode(), status)


def lead(address: str, *, fragment: str = "", **query: str) -> Answer:
    mark = "&" if "?" in address else "?"
    target = f"{address}{mark}{urlencode(query)}" if query else address
    return Answer(status=303, headers={"location": target + (f"#{fragment}" if fragment else "")})


Handler = Callable[[Asked], Answer | Awaitable[Answer]]


class Site:
    """One service's paths."""

    def __init__(self) -> None:
        self.routes: list[tuple[str, re.Pattern[str], Handler]] = []

    def on(self, method: str, path: str) -> Callable[[Handler], Handler]:
        def keep(handler: Handler) -> Handler:
            self.routes.append((method, re.compile(path), handler))
            return handler

        return keep

    async def answer(self, asked: Asked) -> Answer:
        for method, path, handler in self.routes:
            if asked.method == method and path.fullmatch(asked.path):
                answer = handler(asked)
                return answer if isinstance(answer, Answer) else await answer
        return page("<p>There is no such page.", 404)


async def read(scope: dict[str, Any], receive: Callable[[], Awaitable[dict[str, Any]]]) -> Asked:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    pairs = parse_qsl(body.decode(), keep_blank_values=True)
    raw_query = scope["query_string"].decode()
    return Asked(
        method=scope["method"],
        path=scope["path"],
        query=dict(parse_qsl(raw_query, keep_blank_values=True)),
        form=dict(pairs),
        ticked=[value for name, value in pairs if name == "tick"],
        headers={name.decode().lower(): value.decode() for name, value in scope["headers"]},
        raw_query=raw_query,
    )


async def write(answer: Answer, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    headers = {"content-type": answer.kind, "cache-control": "no-store"} | answer.headers
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    await send({"type": "http.response.body", "body": answer.body})
