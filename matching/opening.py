"""Whether Start is open: by the operator's wish it closes, or opens blurred only, while no moderator is on duty."""

from datetime import datetime
from typing import Final, Literal, cast

from django.conf import settings
from redis.exceptions import RedisError

from chatear import redis

Opening = Literal["open", "blurred", "closed"]
KEY: Final = "watched"


def set_watched(*, until: datetime | None, now: datetime) -> None:
    """Note until when somebody is on duty; None for nobody."""
    seconds = int((until - now).total_seconds()) if until else 0
    if seconds > 0:
        redis.live().set(KEY, 1, ex=seconds)
    else:
        redis.live().delete(KEY)


def opening() -> Opening:
    """Return how Start opens now. Without Redis there is nobody to meet, and nothing to close."""
    wished = cast("Opening", settings.UNWATCHED)
    if wished == "open":
        return "open"
    try:
        return "open" if redis.live().exists(KEY) else wished
    except (RedisError, OSError):
        return "open"
