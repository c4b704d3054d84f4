"""The floor of `herd_2000`: pairs whoever comes with whoever waits, in one list, with nothing else to do.

Raw ASGI, no Redis, no wishes, no handles; same frames and the same server software as Chatear.
"""

import json
import secrets
from collections import deque
from typing import Any

WELCOME = json.dumps({"type": "welcome", "person": "", "ice_servers": [], "limits": {}, "online": 0})

Send = Any
waiting: deque[tuple[Send, str | None]] = deque()


async def application(scope: dict[str, Any], receive: Any, send: Send) -> None:
    """Serve one socket (or the server's own start and stop)."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "chatear.1"})
        await say(send, WELCOME)
        while (message := await receive())["type"] == "websocket.receive":
            frame = json.loads(message["text"])
            if frame["type"] == "seek":
                await pair(send, frame)


async def pair(send: Send, frame: dict[str, Any]) -> None:
    """Take the one who waits longest, or wait."""
    if not waiting:
        waiting.append((send, frame.get("offer")))
        await say(send, json.dumps({"type": "waiting", "since": 0, "stage": "all", "ahead": 0}))
        return
    partner, offer = waiting.popleft()
    chat = secrets.token_urlsafe(12)
    matched = {"type": "matched", "chat": chat, "handle": secrets.token_urlsafe(90), "partner": {}, "met_wish": {}}
    await say(send, json.dumps({**matched, "role": "answer", "offer": offer}))
    await say(partner, json.dumps({**matched, "role": "offer"}))


async def say(send: Send, text: str) -> None:
    """Send one text frame."""
    await send({"type": "websocket.send", "text": text})
