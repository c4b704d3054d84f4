"""Processes that we start, and end by their own ids."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import watchdog

LOOK_EVERY = 0.02  # seconds between two looks at a process that is ending


class Watch:
    """The pipe to the watchdog: it ends our children when we are gone."""

    def __init__(self, *, lock: int | None = None) -> None:
        """Start the watchdog; it holds on to the file behind ``lock`` until it has ended everyone."""
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", watchdog.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=() if lock is None else (lock,),
            start_new_session=True,
            text=True,
            bufsize=1,
        )

    def began(self, pid: int, end_signal: int) -> None:
        """Put a child on the list."""
        self._tell(f"+ {pid} {int(end_signal)}\n")

    def ended(self, pid: int) -> None:
        """Take a child off the list."""
        self._tell(f"- {pid}\n")

    def close(self) -> None:
        """Let the watchdog go; it first ends whoever is still on the list."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(line)


@dataclass
class Child:
    """One process, its log, and how it is ended. It leads a process group, so that its own children end with it."""

    name: str
    command: Sequence[str]
    log: Path
    watch: Watch
    env: Mapping[str, str] | None = None
    end_signal: signal.Signals = signal.SIGTERM
    pass_fds: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def pid(self) -> int:
        """Return the process id.

        :raises ProcessLookupError: if it was never started
        """
        if self.process is None:
            raise ProcessLookupError(self.name)
        return self.process.pid

    def start(self) -> None:
        """Start the process; what it prints goes to its log."""
        with os.fdopen(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self.pass_fds,
                start_new_session=True,
            )
        self.watch.began(self.process.pid, self.end_signal)

    def has_ended(self) -> bool:
        """Say whether it is gone; if so, end what it left behind and forget it."""
        if self.process is None:
            return True
        # Its id stays ours until it is waited for, so the group that we end cannot be anybody else's.
        if not os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return False
        watchdog.signal_groups({self.process.pid: signal.SIGKILL})
        self.process.wait()
        self.watch.ended(self.process.pid)
        self.process = None
        return True

    def stop(self, *, patience: float = 10.0) -> None:
        """End the process, politely first, and wait until it is gone."""
        if self.has_ended() or self.process is None:
            return
        self.process.send_signal(self.end_signal)
        deadline = time.monotonic() + patience
        while not self.has_ended():
            if time.monotonic() > deadline:
                self.process.kill()
            time.sleep(LOOK_EVERY)

    def last_words(self, lines: int = 8) -> str:
        """Return the end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
