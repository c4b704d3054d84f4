"""All pretended services behind one port, each under its host's name."""

from collections.abc import Awaitable, Callable
from typing import Any

from .apple import apple
from .facebook import facebook
from .google import google
from .keys import Keys
from .telegram import telegram
from .twitter import twitter
from .vk import vk
from .web import Refused, page, read, write


def application(keys: Keys) -> Callable[..., Awaitable[None]]:
    """Return the ASGI application."""
    dialog, graph, pictures = facebook(keys)
    accounts, tokens, certs = google(keys)
    x, api = twitter(keys)
    sites = {
        "www.facebook.com": dialog,
        "graph.facebook.com": graph,
        "platform-lookaside.fbsbx.com": pictures,
        "accounts.google.com": accounts,
        "oauth2.googleapis.com": tokens,
        "www.googleapis.com": certs,
        "appleid.apple.com": apple(keys),
        "id.vk.ru": vk(keys),
        "oauth.telegram.org": telegram(keys),
        "x.com": x,
        "api.x.com": api,
    }

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        asked = await read(scope, receive)
        host, _, path = asked.path.lstrip("/").partition("/")
        asked.path = f"/{path}"
        if host not in sites:
            await write(page("".join(f"<p>{name}" for name in sites), 200 if not host else 404), send)
            return
        try:
            said = await sites[host].answer(asked)
        except Refused as refused:
            said = refused.answer
        await write(said, send)

    return answer
