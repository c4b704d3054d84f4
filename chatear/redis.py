"""The two Redis servers: *live*, which forgets everything, and *queue*, which holds Celery's tasks."""

from functools import cache

import redis
import redis.asyncio
from django.conf import settings

# A herd waits for a connection; without a blocking pool most of it would get MaxConnectionsError instead.
MOST_CONNECTIONS = 32
WAIT_FOR_CONNECTION = 30  # seconds
ANSWER_WITHIN = 2  # seconds


def _pool(url: str) -> redis.BlockingConnectionPool:
    pool: redis.BlockingConnectionPool = redis.BlockingConnectionPool.from_url(
        url,
        max_connections=MOST_CONNECTIONS,
        timeout=WAIT_FOR_CONNECTION,
        socket_timeout=ANSWER_WITHIN,
        socket_connect_timeout=ANSWER_WITHIN,
        driver_info=None,  # redis-py would look up its own version for each connection: 3 ms
    )
    return pool


@cache
def live() -> redis.Redis:
    """Return this process's client of the Redis that never persists."""
    return redis.Redis(connection_pool=_pool(settings.REDIS_LIVE_URL))


@cache
def queue() -> redis.Redis:
    """Return this process's client of the Redis that Celery uses."""
    return redis.Redis(connection_pool=_pool(settings.REDIS_QUEUE_URL))


def live_async() -> redis.asyncio.Redis:
    """Return a client of the Redis that never persists, for one event loop; its owner closes it."""
    pool = redis.asyncio.BlockingConnectionPool.from_url(
        settings.REDIS_LIVE_URL,
        max_connections=MOST_CONNECTIONS,
        timeout=WAIT_FOR_CONNECTION,
        socket_timeout=ANSWER_WITHIN,
        socket_connect_timeout=ANSWER_WITHIN,
        driver_info=None,  # redis-py would look up its own version for each connection: 3 ms
        decode_responses=True,
    )
    return redis.asyncio.Redis.from_pool(pool)
