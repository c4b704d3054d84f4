"""The socket's address, and what begins and ends with a web process."""

from typing import Any

from django.urls import path

from .consumers import ChatConsumer
from .seats import exchange_here

websocket_urlpatterns: list[Any] = [path("ws/chat/", ChatConsumer.as_asgi())]  # type: ignore[arg-type]  # an ASGI app


async def lifespan(_scope: Any, receive: Any, send: Any) -> None:
    """Open the exchange before the first socket, and tell everybody's partner when the process goes."""
    await receive()
    exchange = await exchange_here()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await exchange.close()
    await send({"type": "lifespan.shutdown.complete"})
