"""PostgreSQL and the two Redis servers together: ours, or those that the environment names."""

import os
from dataclasses import dataclass
from typing import Protocol

from .children import Child, Watch
from .places import Places
from .postgres import Postgres
from .valkey import LIVE, QUEUE, Valkey


class Server(Protocol):
    """Anything that is started, waited for, and runs as one child."""

    child: Child

    def start(self) -> None:
        """Start it."""

    def wait(self) -> None:
        """Wait until it answers."""


@dataclass(frozen=True)
class Addresses:
    """Where the three are, as psycopg2 and redis-py read it."""

    postgres: str
    redis_live: str
    redis_queue: str

    def as_environment(self) -> dict[str, str]:
        """Return the variables that settings read."""
        return {"DATABASE_URL": self.postgres, "REDIS_LIVE_URL": self.redis_live, "REDIS_QUEUE_URL": self.redis_queue}


class Backing:
    """The three servers of one copy; one that the environment names is used and left alone."""

    def __init__(self, places: Places, watch: Watch) -> None:
        """Describe the servers; `start` starts those that are ours."""
        self.servers: list[Server] = []
        self.addresses = Addresses(
            postgres=os.environ.get("DATABASE_URL") or self._postgres(places, watch),
            redis_live=os.environ.get("REDIS_LIVE_URL") or self._redis("live", LIVE, places, watch),
            redis_queue=os.environ.get("REDIS_QUEUE_URL") or self._redis("queue", QUEUE, places, watch),
        )

    def start(self) -> None:
        """Start our servers side by side and wait until all answer."""
        for server in self.servers:
            server.start()
        for server in self.servers:
            server.wait()

    def stop(self) -> None:
        """End our servers."""
        for server in self.servers:
            server.child.stop()

    def _postgres(self, places: Places, watch: Watch) -> str:
        server = Postgres(places, watch)
        self.servers.append(server)
        return server.url()

    def _redis(self, name: str, settings: dict[str, str], places: Places, watch: Watch) -> str:
        server = Valkey(name, settings, places, watch)
        self.servers.append(server)
        return server.url
