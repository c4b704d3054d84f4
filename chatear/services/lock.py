"""One supervisor for each DATA: the lock, and how `make stop` finds its holder."""

import fcntl
import os
import signal
import time
from pathlib import Path

# As long as the watchdog of a killed supervisor may take to end its children.
WAIT_FOR_WATCHDOG = 15.0  # seconds
WAIT_FOR_STOP = 40.0  # seconds
LOOK_EVERY = 0.05  # seconds


class AlreadyRuns(Exception):
    """Another supervisor has this DATA."""


class DoesNotStop(Exception):
    """The supervisor was asked to stop and did not."""


def take(file: Path) -> int:
    """Lock the file, write our process id into it and return the descriptor that holds the lock.

    :raises AlreadyRuns: if a live supervisor holds it
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + WAIT_FOR_WATCHDOG
    while not _try(descriptor):
        pid = holder(file)
        if (pid is not None and _is_alive(pid)) or time.monotonic() > deadline:
            os.close(descriptor)
            message = (
                f"Chatear already runs on {file.parent} (process {pid}). "
                "`make stop` ends it; DATA= and PORT= start a second copy."
            )
            raise AlreadyRuns(message)
        time.sleep(LOOK_EVERY)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def holder(file: Path) -> int | None:
    """Return the process id that the file names."""
    try:
        return int(file.read_text())
    except (FileNotFoundError, ValueError):
        return None


def stop(file: Path) -> bool:
    """Ask the supervisor to stop, and wait until it and its children are gone; False when none runs.

    :raises DoesNotStop: if it takes too long
    """
    if not file.exists():
        return False
    descriptor = os.open(file, os.O_RDWR)
    try:
        if _try(descriptor):
            return False
        pid = holder(file)
        if pid is not None and _is_alive(pid):
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + WAIT_FOR_STOP
        while not _try(descriptor):
            if time.monotonic() > deadline:
                message = f"Process {pid} has not stopped yet; its logs are in {file.parent / 'logs'}."
                raise DoesNotStop(message)
            time.sleep(LOOK_EVERY)
    finally:
        os.close(descriptor)
    return True


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
