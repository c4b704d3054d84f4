"""Our own Redis-compatible servers: *live*, which never persists, and *queue*, which does."""

import time
from pathlib import Path
from urllib.parse import quote

import redis

from . import binaries
from .children import Child, Watch
from .places import Places

READY_WITHIN = 10.0  # seconds
LOOK_EVERY = 0.01  # seconds

BOTH = {
    "port": "0",
    "unixsocketperm": "700",
    "daemonize": "no",
    "save": "",
    "loglevel": "warning",
    "maxmemory-policy": "noeviction",
    # Both would keep what people sent: the slow log its arguments, a crash report the client's buffers.
    "slowlog-log-slower-than": "-1",
    "crash-log-enabled": "no",
}
LIVE = {"appendonly": "no"}
QUEUE = {"appendonly": "yes", "appendfsync": "everysec"}


class RedisFailed(Exception):
    """A Redis did not start; the message holds the end of its log."""


class Valkey:
    """One server on its own unix socket."""

    def __init__(self, name: str, settings: dict[str, str], places: Places, watch: Watch) -> None:
        """Describe the server; `start` starts it."""
        self.folder = places.data / f"redis-{name}"
        self.socket: Path = places.sockets / f"{name}.sock"
        where = {"unixsocket": str(self.socket), "dir": str(self.folder)}
        options = [part for key, value in (BOTH | settings | where).items() for part in (f"--{key}", value)]
        self.child = Child(
            name=f"redis-{name}",
            command=[str(binaries.redis_server()), *options],
            log=places.logs / f"redis-{name}.log",
            watch=watch,
        )

    @property
    def url(self) -> str:
        """Return the address as redis-py reads it."""
        return f"unix://{quote(str(self.socket))}"

    def start(self) -> None:
        """Start the server."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        # A socket that a killed server left would let `wait` connect to nobody.
        self.socket.unlink(missing_ok=True)
        self.child.start()

    def wait(self) -> None:
        """Wait until it answers.

        :raises RedisFailed: if it does not in time
        """
        deadline = time.monotonic() + READY_WITHIN
        with redis.from_url(self.url) as client:
            while True:
                try:
                    client.ping()
                except redis.ConnectionError as error:
                    if self.child.has_ended() or time.monotonic() > deadline:
                        message = f"{self.child.name} did not start:\n{self.child.last_words()}"
                        raise RedisFailed(message) from error
                    time.sleep(LOOK_EVERY)
                else:
                    return
