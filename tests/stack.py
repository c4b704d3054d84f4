"""A real PostgreSQL and two real Redis servers for the whole test run, and whole web processes on top of them.

Named by `-p tests.stack` in pyproject.toml, so that the addresses are in the environment before Django reads settings.
"""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from chatear.messages import compile_messages
from chatear.services import readiness
from chatear.services.backing import Backing
from chatear.services.children import Child, Watch
from chatear.services.places import PROJECT, Places
from chatear.services.postgres import Postgres

READY_WITHIN = 60.0  # seconds; two cores may be busy with a browser
ADDRESSES = ("DATABASE_URL", "REDIS_LIVE_URL", "REDIS_QUEUE_URL")


class Stack:
    """Our own servers in a temporary folder; nothing of it outlives the run."""

    def __init__(self) -> None:
        """Describe the servers; `start` starts them."""
        self.places = Places(Path(tempfile.mkdtemp(prefix="chatear-test-")))
        self.places.make()
        self.watch = Watch()
        # A stack of our own in any case: tests empty what they use.
        for name in ADDRESSES:
            os.environ.pop(name, None)
        self.backing = Backing(self.places, self.watch)
        self._databases = 0
        # Also when pytest gives up before it has configured anything.
        atexit.register(self.stop)

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables that lead to the servers."""
        return self.backing.addresses.as_environment() | {"CHATEAR_DATA": str(self.places.data)}

    @property
    def postgres(self) -> Postgres:
        """Return the PostgreSQL server."""
        return next(server for server in self.backing.servers if isinstance(server, Postgres))

    def start(self) -> None:
        """Start the servers and compile the translations."""
        self.backing.start()
        compile_messages(PROJECT / "locale")

    def stop(self) -> None:
        """End the servers and remove their folders; called when the interpreter ends."""
        self.backing.stop()
        self.watch.close()
        shutil.rmtree(self.places.data, ignore_errors=True)
        shutil.rmtree(self.places.sockets, ignore_errors=True)

    def fresh_database(self) -> str:
        """Make an empty database of its own and return its address."""
        self._databases += 1
        name = f"fresh_{self._databases}"
        self.postgres.execute(f"CREATE DATABASE {name}")
        return self.postgres.url(name)


STACK = Stack()
os.environ.update(STACK.environment)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatear.settings.test")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the servers, unless the tests are only listed."""
    if not session.config.option.collectonly:
        STACK.start()


def free_port() -> int:
    """Return a port that nobody has at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A whole web process with production's flags, on a port of its own: to be talked to, killed and started again.

    ``environment`` says which PostgreSQL and Redis it uses; several servers with the same one are one site.
    """

    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    name: str = "web"
    child: Child = field(init=False)

    def __post_init__(self) -> None:
        """Describe the process; `start` starts it."""
        origins = {"CHATEAR_ORIGINS": f"http://127.0.0.1:{self.port},http://localhost:{self.port}"}
        settings = {"DJANGO_SETTINGS_MODULE": "chatear.settings.local"}
        self.environment = os.environ | settings | {"CHATEAR_SECRET_KEY": "t" * 50} | origins | self.environment
        data = Path(self.environment["CHATEAR_DATA"])
        self.child = Child(
            name=self.name,
            command=[sys.executable, "-m", "chatear.services.web", "--port", str(self.port)],
            log=data / "logs" / f"{self.name}-{self.port}.log",
            watch=STACK.watch,
            env=self.environment,
        )

    @property
    def url(self) -> str:
        """Return the address of the site."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        """Return the address of the chat socket."""
        return f"ws://127.0.0.1:{self.port}/ws/chat/"

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self.child.pid

    def prepare(self) -> None:
        """Migrate this server's database, and collect static files into its folder."""
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=PROJECT, env=self.environment, check=True)

    def start(self) -> None:
        """Start the process and wait until the site is ready.

        :raises readiness.NotReady: if it is not in time
        :raises ProcessLookupError: if it ended instead
        """
        self.child.start()
        readiness.wait(self.url, seconds=READY_WITHIN, meanwhile=self._must_run)

    def kill9(self) -> None:
        """Kill the process as a crash would, and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        self.child.stop()

    def stop(self) -> None:
        """End the process as a deploy would."""
        self.child.stop()

    def restart(self) -> None:
        """End the process, unless it is dead already, and start it again on the same port."""
        self.child.stop()
        self.start()

    def _must_run(self) -> None:
        if self.child.has_ended():
            raise ProcessLookupError(self.child.last_words(30))


@contextmanager
def serving(environment: dict[str, str], *, count: int = 1) -> Iterator[list[Server]]:
    """Serve one site by several web processes; all are gone at the end."""
    servers = [Server(environment, name=f"web-{number}") for number in range(1, count + 1)]
    try:
        servers[0].prepare()
        for server in servers:
            server.start()
        yield servers
    finally:
        for server in servers:
            server.stop()
