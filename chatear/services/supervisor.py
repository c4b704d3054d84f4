"""Start everything, keep it running, end everything."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from types import FrameType

from . import lock, readiness, staff
from .backing import Backing
from .children import Child, Watch
from .places import PROJECT, Places, write_private

READY_WITHIN = 60.0  # seconds
LOOK_EVERY = 0.25  # seconds between two looks at the children
#: What the evidence receiver must not know.
SECRETS = (
    "CHATEAR_SECRET_KEY",
    "CHATEAR_TURN_SECRET",
    "CHATEAR_TURN_CLI_PASSWORD",
    "DATABASE_URL",
    "REDIS_QUEUE_URL",
)
BACKLOG = 2048  # connections that may wait while a web process restarts


class PortTaken(Exception):
    """Something else listens on this port."""


class PreparationFailed(Exception):
    """The database or the static files could not be made ready; the message is what the command said."""


class EndedAtOnce(Exception):
    """A process ended before the site was ready; the message holds the end of its log."""


class StopAsked(Exception):
    """Somebody pressed Ctrl-C or ran `make stop`."""


def listen(host: str, port: int) -> socket.socket:
    """Return the socket that all web processes share.

    :raises PortTaken: if the port is not free
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        message = f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: make run PORT={port + 1}"
        raise PortTaken(message) from error
    listening.listen(BACKLOG)
    return listening


@dataclass
class Kept:
    """A child that is started again when it ends: soon at first, later less often."""

    child: Child
    delay: float = 0.5  # seconds until the next start
    started_at: float = field(default_factory=time.monotonic)
    due_at: float | None = None

    LONGEST_DELAY = 30.0  # seconds
    STEADY_AFTER = 60.0  # seconds without an end, and the delay begins anew

    def look(self, now: float) -> None:
        """Start the child again when it is gone and its delay is over."""
        if self.due_at is not None:
            if now >= self.due_at:
                self.due_at, self.started_at = None, now
                self.child.start()
        elif self.child.has_ended():
            if now - self.started_at > self.STEADY_AFTER:
                self.delay = 0.5
            say(f"{self.child.name} ended; it starts again in {self.delay:g} s. Its log: {self.child.log}")
            self.due_at = now + self.delay
            self.delay = min(self.delay * 2, self.LONGEST_DELAY)


class Supervisor:
    """One copy of Chatear: its servers, web processes and worker."""

    def __init__(self, places: Places, *, host: str, port: int, web: int, follow_parent: bool) -> None:
        """Describe the copy; `run` runs it."""
        self.places = places
        self.host, self.port, self.web = host, port, web
        self.parent = os.getppid() if follow_parent else None
        self.stopping = threading.Event()
        self.programs: list[Kept] = []  # web processes and worker
        self.servers: list[Kept] = []  # PostgreSQL and Redis: they end last

    @property
    def url(self) -> str:
        """Return the address people open."""
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return f"http://[{shown}]:{self.port}" if ":" in shown else f"http://{shown}:{self.port}"

    def run(self) -> None:
        """Run until asked to stop.

        :raises PortTaken, lock.AlreadyRuns, PreparationFailed, EndedAtOnce, readiness.NotReady: as they say
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        self.places.make()
        held = lock.take(self.places.lock)
        with contextlib.ExitStack() as ends, contextlib.suppress(StopAsked):
            ends.callback(os.close, held)
            self.places.report.unlink(missing_ok=True)  # a killed supervisor's
            listening = ends.enter_context(listen(self.host, self.port))
            watch = Watch(lock=held)
            ends.callback(watch.close)
            self._start(Backing(self.places, watch), watch, listening, ends)
            while True:
                self._look()
                self.stopping.wait(LOOK_EVERY)

    def _start(self, backing: Backing, watch: Watch, listening: socket.socket, ends: contextlib.ExitStack) -> None:
        ends.callback(backing.stop)
        backing.start()
        env = self._environment(backing)
        first_login = None if staff.kept(self.places) else staff.draw()
        prepare(env, first_login)
        if first_login:
            staff.keep(first_login, self.places)
        ends.callback(self._stop_children)
        ends.callback(self.places.report.unlink, missing_ok=True)
        for child in [*self._web_children(env, watch, listening), self._worker(env, watch), self._receiver(env, watch)]:
            child.start()
            self.programs.append(Kept(child))
        readiness.wait(self.url, seconds=READY_WITHIN, meanwhile=self._look_before_ready)
        self.servers = [Kept(server.child) for server in backing.servers]
        self._report(backing, first_login)

    def _environment(self, backing: Backing) -> dict[str, str]:
        """Return what the children read; a variable that the operator set stands."""
        names = ["localhost", "127.0.0.1", self.host]
        ours = {
            "DJANGO_SETTINGS_MODULE": "chatear.settings.local",
            "CHATEAR_SECRET_KEY": self.places.secret_key(),
            "CHATEAR_ORIGINS": ",".join(dict.fromkeys(f"http://{name}:{self.port}" for name in names)),
        }
        return ours | os.environ | backing.addresses.as_environment() | {"CHATEAR_DATA": str(self.places.data)}

    def _web_children(self, env: dict[str, str], watch: Watch, listening: socket.socket) -> list[Child]:
        command = [sys.executable, "-m", "chatear.services.web", "--fd", str(listening.fileno())]
        return [
            Child(f"web-{n}", command, self.places.logs / f"web-{n}.log", watch, env, pass_fds=(listening.fileno(),))
            for n in range(1, self.web + 1)
        ]

    def _worker(self, env: dict[str, str], watch: Watch) -> Child:
        pool = ["-P", "threads", "-c", "2", "--without-gossip", "--without-mingle"]
        beat = ["-B", "-s", str(self.places.data / "beat-schedule")]
        command = [sys.executable, "-m", "celery", "-A", "chatear.celery", "worker", *beat, *pool, "-l", "WARNING"]
        return Child("worker", command, self.places.logs / "worker.log", watch, env)

    def _receiver(self, env: dict[str, str], watch: Watch) -> Child:
        """Return the evidence receiver; of the environment it gets what it needs, and no secret."""
        known = {name: env[name] for name in env if name not in SECRETS}
        command = [sys.executable, "-m", "moderation.receiver"]
        return Child("evidence", command, self.places.logs / "evidence.log", watch, known)

    def _look(self) -> None:
        if self.stopping.is_set() or (self.parent is not None and os.getppid() != self.parent):
            raise StopAsked
        for kept in self.servers + self.programs:
            kept.look(time.monotonic())

    def _look_before_ready(self) -> None:
        if self.stopping.is_set():
            raise StopAsked
        for kept in self.programs:
            if kept.child.has_ended():
                message = f"{kept.child.name} ended before the site was ready:\n{kept.child.last_words(20)}"
                raise EndedAtOnce(message)

    def _stop_children(self) -> None:
        say("Stopping.")
        in_parallel([kept.child.stop for kept in self.programs])

    def _report(self, backing: Backing, first_login: staff.StaffLogin | None) -> None:
        login = staff.kept(self.places)
        where = {"mail": self.places.mail, "media": self.places.media, "logs": self.places.logs}
        report = {"web": self.url, **asdict(backing.addresses), **{name: str(path) for name, path in where.items()}}
        report["admin"] = asdict(login) if login else {}
        write_private(self.places.report, json.dumps(report, indent=2))
        say(f"Chatear runs at {self.url}")
        if first_login:
            say(f"Staff login: {first_login.user}  password: {first_login.password}  (kept in {self.places.report})")
        say("Ctrl-C or `make stop` ends it.")

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()


def prepare(env: dict[str, str], first_login: staff.StaffLogin | None) -> None:
    """Migrate, compile messages, collect static files, and make the first staff login.

    :raises PreparationFailed: with what the command said
    """
    asked = ["--staff", first_login.user] if first_login else []
    done = subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), "prepare", *asked],
        env=env,
        input=first_login.password if first_login else "",
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,  # Ctrl-C is ours to answer
    )
    if done.returncode != 0:
        raise PreparationFailed((done.stderr or done.stdout).strip())


def in_parallel(calls: list[Callable[[], None]]) -> None:
    """Make the calls side by side and wait for all."""
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def say(line: str) -> None:
    """Tell the operator."""
    print(line, flush=True)
