"""Turn the addresses of PostgreSQL and Redis into what Django, Celery and Channels want to read. Pure."""

import hashlib
from typing import Any
from urllib.parse import unquote, urlsplit

# A task that its worker lost is offered again after this long: longer than the longest task, or it runs twice.
REDELIVER_AFTER = 900  # seconds


def database(url: str) -> dict[str, object]:
    """Return Django's form of a ``postgresql://user:password@host:port/name?host=/socket/folder`` address."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or parts.hostname or "",
        "PORT": query.get("port", "") or str(parts.port or ""),
        "CONN_MAX_AGE": 60,  # seconds: a new connection per handshake is five times slower
        "CONN_HEALTH_CHECKS": True,
    }


def celery_broker(url: str) -> str:
    """Return a redis-py address as kombu writes it: only sockets differ."""
    return url.replace("unix://", "redis+socket://", 1)


def celery_transport() -> dict[str, object]:
    """Return how a task comes back whose worker died: kombu would look only every 100 s."""
    return {"visibility_timeout": REDELIVER_AFTER, "unacked_restore_interval": 2, "unacked_restore_throttle": 1}


def channel_layers(url: str, secret_key: str) -> dict[str, dict[str, Any]]:
    """Return the layer for rare news (kicks, notices).

    Publish and subscribe only, because the other layer would leave delivered messages in Redis, and encrypted,
    because whatever passes through Redis can be watched there.
    """
    key = hashlib.sha256(b"channel layer\0" + secret_key.encode()).hexdigest()
    return {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [url], "symmetric_encryption_keys": [key]},
        },
    }
