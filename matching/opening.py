"""Whether Start is open: by the operator's wish it closes, or opens blurred only, while no moderator is on duty."""

from datetime import datetime
from typing import Final, Literal, cast

import redis.asyncio
from django.conf import settings

from chatear import redis as servers

Opening = Literal["open", "blurred", "closed"]
KEY: Final = "watched"


def set_watched(*, until: datetime | None, now: datetime) -> None:
    """Note until when somebody is on duty; None for nobody."""
    seconds = int((until - now).total_seconds()) if until else 0
    if seconds > 0:
        servers.live().set(KEY, 1, ex=seconds)
    else:
        servers.live().delete(KEY)


async def now_open(client: redis.asyncio.Redis) -> Opening:
    """Return how Start opens now."""
    wished = cast("Opening", settings.UNWATCHED)
    return "open" if wished == "open" or await client.exists(KEY) else wished
