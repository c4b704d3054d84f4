"""Who may open the socket (reliability T01, M14)."""

import pytest

from matching.origins import ExactOrigin

OURS = "https://chat.example"


async def handshake(*origins: str) -> str:
    """Return whether a handshake with these Origin headers passed, or what was answered."""
    answers = []

    async def inside(_scope, _receive, _send):
        answers.append("passed")

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        answers.append(message["type"])

    headers = [(b"host", b"chat.example"), *((b"origin", origin.encode()) for origin in origins)]
    await ExactOrigin(inside, allowed=[OURS])({"headers": headers}, receive, send)
    return answers[-1]


async def test_our_own_page_may():
    assert await handshake(OURS) == "passed"


@pytest.mark.parametrize(
    "origins",
    [
        (),
        ("",),
        ("null",),
        ("http://chat.example",),
        ("ftp://chat.example",),
        ("https://chat.example:8443",),
        ("https://chat.example.evil.example",),
        ("https://evil-chat.example",),
        ("https://sub.chat.example",),
        ("https://chat.example@evil.example",),
        ("https://chat.example/",),
        ("http://[::1",),
        ("https://chat.example:99999",),
        (OURS, OURS),
        (OURS, "https://evil.example"),
    ],
)
async def test_nobody_else_may(origins):
    assert await handshake(*origins) == "websocket.close"
