"""What the web server runs: pages by Django, the socket by matching."""

import os

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatear.settings.local")
pages = get_asgi_application()

from django.conf import settings  # noqa: E402 - the apps must be loaded first

from matching.origins import ExactOrigin  # noqa: E402
from matching.routing import lifespan, websocket_urlpatterns  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": pages,
        "lifespan": lifespan,
        "websocket": ExactOrigin(URLRouter(websocket_urlpatterns), allowed=settings.ORIGINS),
    }
)
