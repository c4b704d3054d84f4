"""STUN and TURN servers for a browser, with credentials that expire (coturn's ``use-auth-secret``). Pure."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import Any


def ice_servers(
    *, stun_urls: Sequence[str], turn_urls: Sequence[str], secret: str, lifetime: int, now: int, token: str
) -> list[dict[str, Any]]:
    """Return an RTCConfiguration's ``iceServers``.

    :param lifetime: seconds for which the credentials work; ``now`` are Unix seconds
    :param token: random, never a person: the relay's log must not know who talks (reliability M18)
    """
    servers: list[dict[str, Any]] = []
    if stun_urls:
        servers.append({"urls": list(stun_urls)})
    if turn_urls:
        username = f"{now + lifetime}:{token}"
        password = hmac.digest(secret.encode(), username.encode(), hashlib.sha1)
        credential = base64.b64encode(password).decode()
        servers.append({"urls": list(turn_urls), "username": username, "credential": credential})
    return servers
