"""The floor of `relay_cpu`: hands every text frame straight back, on the same server software as Chatear."""

from typing import Any


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Serve one socket (or the server's own start and stop)."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "chatear.1"})
        await send({"type": "websocket.send", "text": '{"type":"welcome"}'})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": message["text"]})
