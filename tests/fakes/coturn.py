"""A real TURN relay on this machine, for as long as a test needs it."""

import contextlib
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

READY_WITHIN = 10  # seconds


class NoCoturn(Exception):
    """`turnserver` is not installed; Debian's package is `coturn`."""


class CoturnFailed(Exception):
    """It ended, complained, or never listened; says what it printed."""


class Coturn:
    """One relay on 127.0.0.1. It can be killed and started again in the same place, and then knows nobody."""

    def __init__(self) -> None:
        """Describe it; `start` starts it.

        :raises NoCoturn: if it is not installed
        """
        program = shutil.which("turnserver")
        if program is None:
            raise NoCoturn
        self.program = program
        self.secret, self.port = secrets.token_hex(16), free_port()
        self.cli_port, self.cli_password = free_port(), secrets.token_hex(16)
        self.folder = Path(tempfile.mkdtemp(prefix="chatear-coturn-"))
        self.process: subprocess.Popen[bytes] | None = None

    def as_environment(self) -> dict[str, str]:
        """Return the variables that make a server use it."""
        return {
            "CHATEAR_TURN_URLS": f"turn:127.0.0.1:{self.port}?transport=udp",
            "CHATEAR_TURN_SECRET": self.secret,
            "CHATEAR_TURN_CLI": f"127.0.0.1:{self.cli_port}",
            "CHATEAR_TURN_CLI_PASSWORD": self.cli_password,
        }

    def start(self) -> None:
        """Start it and wait until it listens.

        :raises CoturnFailed: if it does not come up
        """
        options = arguments(secret=self.secret, port=self.port, folder=str(self.folder))
        options += ["--cli-ip=127.0.0.1", f"--cli-port={self.cli_port}", f"--cli-password={self.cli_password}"]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen([self.program, *options], stdout=log, stderr=log, cwd=self.folder)
        for port in (self.port, self.cli_port):
            wait_until_it_listens(self.process, port, self.folder / "log")

    def users(self) -> set[str]:
        """Return the user names that have relays, as its command line lists them: a moment after they come and go."""
        said = b""
        with socket.create_connection(("127.0.0.1", self.cli_port), timeout=5) as line:
            for words in (self.cli_password, "pu udp"):  # it reads one line at a time
                while not said.endswith((b"password: \r\n", b"> ")):
                    said += line.recv(4096)
                line.sendall(f"{words}\r\n".encode())
                said = b""
            while not said.endswith(b"> "):
                said += line.recv(4096)
        return set(re.findall(r"user: <([^>]*)>", said.decode()))

    def kill(self) -> None:
        """End it as a crash does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def close(self) -> None:
        """End it and remove what it left."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def arguments(*, secret: str, port: int, folder: str) -> list[str]:
    """Return the command line: no files of the system, no TLS, and peers on this machine allowed, only here."""
    switches = ("--fingerprint", "--use-auth-secret", "--allow-loopback-peers", "--no-tls", "--no-dtls")
    values = {
        "--log-file": "stdout",
        "--listening-ip": "127.0.0.1",
        "--relay-ip": "127.0.0.1",
        "--listening-port": str(port),
        "--min-port": "50000",
        "--max-port": "50999",
        "--static-auth-secret": secret,
        "--realm": "example.invalid",
        "--pidfile": f"{folder}/pid",
        "--userdb": f"{folder}/users",
        "--user-quota": "12",
        "--total-quota": "200",
    }
    quiet = ("-n", "--simple-log", "--no-software-attribute", "--no-multicast-peers")
    return [*quiet, *switches, *(f"{name}={value}" for name, value in values.items())]


def wait_until_it_listens(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until it takes connections.

    :raises CoturnFailed: if it ends, prints an error (it starts even with a rule it could not read) or takes too long
    """
    deadline = time.monotonic() + READY_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            break
        time.sleep(0.02)
    said = log.read_text(errors="replace")
    if process.poll() is not None or "ERROR" in said or time.monotonic() >= deadline:
        raise CoturnFailed(said[-2000:])


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
