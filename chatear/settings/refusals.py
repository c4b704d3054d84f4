"""What production refuses to run with.

Pure: `production.py` asks at the start, `checks.py` asks again in `manage.py check --deploy`.
"""

from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

SHORTEST_SECRET = 50  # characters
SHORTEST_KEY = 32  # characters of one that is shared with somebody else
MADE_UP = "django-insecure-"


def refusals(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield one sentence for each thing that must not be so in production."""
    if settings["DEBUG"]:
        yield "DEBUG shows visitors our settings and keeps every SQL query: unset CHATEAR_DEBUG."
    if len(settings["SECRET_KEY"]) < SHORTEST_SECRET or settings["SECRET_KEY"].startswith(MADE_UP):
        yield f"CHATEAR_SECRET_KEY must be random and at least {SHORTEST_SECRET} characters long."
    if settings["SIMULATOR_URL"]:
        yield "A simulator answers for payment and login companies: unset CHATEAR_SIMULATOR_URL."
    if any(_is_pretended(base) for base in settings["SOCIAL_HOSTS"].values()):
        yield "A login service must be asked at its own address and by https: see SOCIAL_HOSTS."
    yield from _doors(settings)
    yield from _traces(settings)
    if settings["AGE_CHECK_COUNTRIES"] and _is_pretended(settings["AGE_CHECK_URL"]):
        yield "CHATEAR_AGE_CHECK_COUNTRIES needs CHATEAR_AGE_CHECK_URL: the checker's own address, by https."
    if settings["AGE_CHECK_URL"] and len(settings["AGE_CHECK_KEY"]) < SHORTEST_KEY:
        yield f"CHATEAR_AGE_CHECK_KEY must be random and at least {SHORTEST_KEY} characters long."


def _doors(settings: Mapping[str, Any]) -> Iterator[str]:
    if not settings["ALLOWED_HOSTS"] or "*" in settings["ALLOWED_HOSTS"]:
        yield "Name the site's hosts in CHATEAR_HOSTS, without `*`."
    if not settings["ORIGINS"]:
        yield "Name the site's origins in CHATEAR_ORIGINS, for instance https://chatear.example."
    if any(not origin.startswith("https://") for origin in settings["ORIGINS"]):
        yield "Every origin in CHATEAR_ORIGINS must begin with https://."
    if settings["TURN_URLS"] and not settings["TURN_SECRET"]:
        yield "CHATEAR_TURN_URLS needs CHATEAR_TURN_SECRET, the same as coturn's static-auth-secret."
    if settings["TURN_CLI"] and not (settings["TURN_CLI_PASSWORD"] and _is_place(settings["TURN_CLI"])):
        yield "CHATEAR_TURN_CLI is host:port, and needs CHATEAR_TURN_CLI_PASSWORD, the same as coturn's cli-password."


def _traces(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield where what passes through Redis would stay there (reliability M1, M5)."""
    for layer in settings["CHANNEL_LAYERS"].values():
        if layer["BACKEND"] != "channels_redis.pubsub.RedisPubSubChannelLayer":
            yield "The channel layer must be channels_redis.pubsub.RedisPubSubChannelLayer: another one keeps messages."
        if not layer.get("CONFIG", {}).get("symmetric_encryption_keys"):
            yield "The channel layer needs symmetric_encryption_keys: whatever passes through Redis can be watched."
    if settings["CELERY_RESULT_BACKEND"] is not None or not settings["CELERY_TASK_IGNORE_RESULT"]:
        yield "Results of tasks must not be kept: leave CELERY_RESULT_BACKEND empty and CELERY_TASK_IGNORE_RESULT on."


def _is_place(address: str) -> bool:
    """Whether an address is ``host:port``."""
    host, _, port = address.rpartition(":")
    return bool(host) and port.isdigit()


def _is_pretended(base: str) -> bool:
    """Whether an address is not one of a company's: without TLS, or on this machine or network."""
    address = urlsplit(base)
    host = address.hostname or ""
    try:
        private = not ip_address(host).is_global
    except ValueError:
        private = "." not in host
    return address.scheme != "https" or private
