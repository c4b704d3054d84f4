"""The socket's address."""

from typing import Any

from django.urls import path

from .consumers import ChatConsumer

websocket_urlpatterns: list[Any] = [path("ws/chat/", ChatConsumer.as_asgi())]  # type: ignore[arg-type]  # an ASGI app
