"""The way to the evidence receiver and back: lists in Redis *live*, each of which ends by itself within seconds.

An offer on its way holds no address: candidates are taken out of it, and the browser knocks by itself
(`moderation/receiver.py` is the other end). Nothing of it names anybody: a look has a number of its own.
"""

import json
import time
from typing import Any, Final

from redis.asyncio import Redis
from redis.exceptions import RedisError

#: Where offers wait for a receiver; and for how many seconds anything of a look may lie in Redis.
OFFERS: Final = "look:offers"
LASTS: Final = 15
#: Seconds in which a receiver answers, and in which a picture has come, or does not come any more.
ANSWER_WITHIN: Final = 2.0
END_WITHIN: Final = 6.0
#: Seconds for which one round trip waits: less than the client's own patience.
_ROUND: Final = 1


class Looks:
    """Asks receivers for pictures, on the loop of its Redis client."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def offer(self, look: str, *, name: str, sdp: str) -> str:
        """Give an offer to whichever receiver is free and return its answer; empty if none answers.

        :param look: the number of this attempt; ``name``: under which the picture is kept
        """
        offered = json.dumps({"id": look, "name": name, "sdp": sdp, "until": time.time() + ANSWER_WITHIN})
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.rpush(OFFERS, offered)
                pipe.expire(OFFERS, LASTS)
                await pipe.execute()
        except (RedisError, OSError):
            return ""
        return str((await self._wait(f"look:answer:{look}", ANSWER_WITHIN)).get("sdp", ""))

    async def end(self, look: str) -> str:
        """Return how an attempt ended: taken, dark or failed."""
        return str((await self._wait(f"look:end:{look}", END_WITHIN)).get("outcome", "failed"))

    async def _wait(self, key: str, seconds: float) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                found = await self._redis.blpop([key], timeout=_ROUND)
            except (RedisError, OSError):
                return {}
            if found is not None:
                told = json.loads(found[1])
                return told if isinstance(told, dict) else {}
        return {}
