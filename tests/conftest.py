"""What every test may use."""

from collections.abc import Iterator

import pytest
import redis
from hypothesis import HealthCheck, settings

from chatear import redis as servers

from .stack import STACK, Stack

# No deadline: two cores are shared with a browser and three servers, and a slow run is no fault.
settings.register_profile("chatear", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("chatear")


@pytest.fixture(scope="session")
def stack() -> Stack:
    """Return the running PostgreSQL and Redis servers."""
    return STACK


@pytest.fixture
def redis_live() -> Iterator[redis.Redis]:
    """Return the Redis that never persists, empty before and after."""
    client = servers.live()
    client.flushall()
    yield client
    client.flushall()


@pytest.fixture
def redis_queue() -> Iterator[redis.Redis]:
    """Return Celery's Redis, empty before and after."""
    client = servers.queue()
    client.flushall()
    yield client
    client.flushall()
