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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    """Let tests that commit be emptied behind: what staff looked at could not be. Its own test brings that back."""
    from django.db import connection  # noqa: PLC0415 - Django is not set up yet where this is read

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE privacy_look DISABLE TRIGGER looks_are_never_emptied")
