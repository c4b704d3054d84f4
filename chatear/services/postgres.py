"""Our own PostgreSQL: a cluster under DATA, reached by a unix socket only."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from . import binaries
from .children import Child, Watch
from .places import Places

USER = DATABASE = "chatear"
READY_WITHIN = 30.0  # seconds; recovery after a crash is the longest start
LOOK_EVERY = 0.02  # seconds

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # An acknowledged decision must survive a crash.
    "synchronous_commit": "on",
    "fsync": "on",
    "full_page_writes": "on",
    # No value may reach the log: not of a parameter, a statement, a failed cast or a broken unique key.
    "log_error_verbosity": "terse",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_connections": "off",
}


class PostgresFailed(Exception):
    """PostgreSQL did not start; the message holds the end of its log."""


NOBODY = 65534  # in every system's list of users, which `initdb` looks into


@dataclass
class Unprivileged:
    """How to run PostgreSQL when we are root, which it refuses, or a user that the system has no name for."""

    prefix: tuple[str, ...] = ()
    owner: int | None = None  # who must own the cluster's folder

    @classmethod
    def find(cls) -> "Unprivileged":
        """Return the way that works here.

        First choice: a user namespace, where our files look like nobody's; nothing has to change hands.
        Second: the user nobody, who may pass through folders closed to it, as a clone under /root is.

        :raises PostgresFailed: if there is none
        """
        if os.geteuid() != 0 and has_name(os.geteuid()):
            return cls()
        namespace = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
        if works(namespace):
            return cls(namespace)
        # Without the secure bit, access(2) would forget the privilege.
        privileges = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup")
        nobody = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *privileges)
        if works(nobody):
            return cls(nobody, owner=NOBODY)
        message = (
            "PostgreSQL refuses to run as root or as a user without a name, and neither `unshare` nor `setpriv` "
            "works here: run as an ordinary user, or set DATABASE_URL."
        )
        raise PostgresFailed(message)


def has_name(user: int) -> bool:
    """Say whether the system's list of users has this one."""
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def works(prefix: tuple[str, ...]) -> bool:
    """Say whether commands can be run this way here."""
    if shutil.which(prefix[0]) is None:
        return False
    return subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode == 0


class Postgres:
    """One cluster and its server."""

    def __init__(self, places: Places, watch: Watch) -> None:
        """Describe the server; `start` starts it."""
        self.folder = places.data / "postgres"
        self.sockets = places.sockets
        self.bin = binaries.postgres_folder()
        self.way = Unprivileged.find()
        settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        self.child = Child(
            name="postgres",
            command=[
                *self.way.prefix,
                str(self.bin / "postgres"),
                "-D",
                str(self.folder),
                "-k",
                str(self.sockets),
                *settings,
            ],
            log=places.logs / "postgres.log",
            watch=watch,
            end_signal=signal.SIGINT,  # fast: ends sessions, keeps every commit
        )

    def url(self, database: str = DATABASE) -> str:
        """Return the address of a database as libpq reads it."""
        return f"postgresql://{USER}@/{database}?host={quote(str(self.sockets))}"

    def start(self) -> None:
        """Make the cluster if there is none, and start the server.

        :raises PostgresFailed: if that cannot be done
        """
        if not (self.folder / "PG_VERSION").exists():
            self._make_cluster()
        forget_stale_lock(self.folder / "postmaster.pid")
        forget_stale_lock(self.sockets / ".s.PGSQL.5432.lock")
        self.child.start()

    def wait(self) -> None:
        """Wait until it answers, and make our database if it is not there.

        :raises PostgresFailed: if it does not answer in time
        """
        deadline = time.monotonic() + READY_WITHIN
        while True:
            try:
                self._make_database()
            except psycopg2.OperationalError as error:
                if self.child.has_ended() or time.monotonic() > deadline:
                    message = f"PostgreSQL did not start:\n{self.child.last_words()}"
                    raise PostgresFailed(message) from error
                time.sleep(LOOK_EVERY)
            else:
                return

    def execute(self, statement: str) -> list[tuple[object, ...]]:
        """Run one statement that may not stand in a transaction, and return its rows."""
        connection = psycopg2.connect(self.url("postgres"))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def _make_database(self) -> None:
        if not self.execute(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):  # noqa: S608 - a constant
            self.execute(f"CREATE DATABASE {DATABASE}")

    def _make_cluster(self) -> None:
        # A folder without PG_VERSION is what a broken-off initdb left.
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        if self.way.owner is not None:
            os.chown(self.folder, self.way.owner, -1)
        options = ["-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(
            [*self.way.prefix, str(self.bin / "initdb"), "-D", str(self.folder), *options],
            check=False,
            capture_output=True,
            text=True,
        )
        if made.returncode != 0:
            message = f"PostgreSQL's cluster could not be made:\n{made.stderr.strip()}"
            raise PostgresFailed(message)


def forget_stale_lock(file: Path) -> None:
    """Remove a lock file of a server that is gone.

    PostgreSQL does so itself, except where its old process id has meanwhile gone to another program. We hold the
    lock on DATA, so a live server of ours can only be one whose supervisor and watchdog were both killed: end it.
    """
    try:
        pid = int(file.read_text().splitlines()[0])
        running = Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError, ValueError, IndexError):
        return
    if running == "postgres":
        end_orphan(pid)
    file.unlink(missing_ok=True)


def end_orphan(pid: int) -> None:
    """End a server that lost its supervisor, keeping its commits."""
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + READY_WITHIN
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY)
