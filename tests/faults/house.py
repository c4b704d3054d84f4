"""One whole site of several web processes with Redis servers of its own, to be broken."""

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from chatear.services.children import Child, Watch
from chatear.services.places import Places
from chatear.services.valkey import LIVE, QUEUE, Valkey
from tests.stack import STACK, Server

PROXY = "127.0.0.1"  # the hop that may say where somebody comes from


class House:
    """The site: a database in the run's PostgreSQL, both Redis servers, and web processes."""

    def __init__(
        self, *, web: int = 2, worker: bool = False, receiver: bool = False, environment: dict[str, str] | None = None
    ) -> None:
        """Describe it; `open` starts it."""
        self.places = Places(Path(tempfile.mkdtemp(prefix="chatear-house-")))
        self.places.make()
        self.watch = Watch()
        self.live = Valkey("live", LIVE, self.places, self.watch)
        self.queue = Valkey("queue", QUEUE, self.places, self.watch)
        self.database = STACK.fresh_database()
        scratch = self.places.data / "tmp"
        scratch.mkdir()
        self.environment = {
            "TMPDIR": str(scratch),
            "DATABASE_URL": self.database,
            "REDIS_LIVE_URL": self.live.url,
            "REDIS_QUEUE_URL": self.queue.url,
            "CHATEAR_DATA": str(self.places.data),
            "CHATEAR_TRUSTED_PROXIES": PROXY,
            **(environment or {}),
        }
        self.servers = [Server(self.environment, name=f"web-{number}") for number in range(web)]
        self.worker = self._worker() if worker else None
        self.receiver = self._receiver() if receiver else None

    def open(self) -> None:
        """Start everything."""
        for redis in (self.live, self.queue):
            redis.start()
            redis.wait()
        self.servers[0].prepare()
        for server in self.servers:
            server.start()
        for child in filter(None, (self.worker, self.receiver)):
            child.start()

    def close(self) -> None:
        """End everything and remove what it left."""
        for child in filter(None, (self.worker, self.receiver)):
            child.stop()
        for server in self.servers:
            server.stop()
        for redis in (self.live, self.queue):
            redis.child.stop()
        self.watch.close()
        for folder in (self.places.data, self.places.sockets):
            shutil.rmtree(folder, ignore_errors=True)

    def _worker(self) -> Child:
        """Return Celery's worker with its beat, as `make run` has it."""
        schedule = str(self.places.data / "beat-schedule")
        options = ["-B", "-s", schedule, "-P", "threads", "-c", "2", "--without-gossip", "--without-mingle"]
        command = [sys.executable, "-m", "celery", "-A", "chatear.celery", "worker", *options, "-l", "WARNING"]
        return Child("worker", command, self.places.logs / "worker.log", self.watch, self.servers[0].environment)

    def _receiver(self) -> Child:
        """Return the evidence receiver."""
        command = [sys.executable, "-m", "moderation.receiver"]
        environment = {"CHATEAR_RECEIVER_ADDRESSES": "127.0.0.1"} | self.servers[0].environment
        return Child("evidence", command, self.places.logs / "evidence.log", self.watch, environment)

    @property
    def addresses(self) -> list[str]:
        """Where the web processes are."""
        return [server.url for server in self.servers]

    def web_pid(self, number: int) -> int:
        """Return the id of a web process."""
        return self.servers[number].pid

    def mend(self) -> None:
        """Start whatever a test has killed."""
        for redis in (self.live, self.queue):
            if redis.child.has_ended():
                redis.start()
                redis.wait()
        for server in self.servers:
            if server.child.has_ended():
                server.start()

    @contextlib.contextmanager
    def without_queue(self) -> Iterator[None]:
        """Take Celery's Redis away for a while, as a crash does."""
        kill(self.queue)
        try:
            yield
        finally:
            self.mend()


def kill(redis: Valkey) -> None:
    """End a Redis as a crash does, and wait until it is gone."""
    os.kill(redis.child.pid, signal.SIGKILL)
    redis.child.stop()
