"""End the supervisor's children when the supervisor is gone, however it went.

Runs as a process of its own and reads lines from the supervisor: ``+ pid signal`` (a child began) and
``- pid`` (it ended). When the pipe closes, nobody is left to look after the children still on the list. It also
holds the supervisor's lock, so that a new supervisor waits until the old children are gone.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable, Mapping

PATIENCE = 10.0  # seconds between the polite signal and SIGKILL
LOOK_EVERY = 0.05  # seconds


def still_wanted(lines: Iterable[str]) -> dict[int, int]:
    """Return the children still running when the supervisor fell silent, with the signal that ends each."""
    children: dict[int, int] = {}
    for line in lines:
        match line.split():
            case ["+", pid, number]:
                children[int(pid)] = int(number)
            case ["-", pid]:
                children.pop(int(pid), None)
    return children


def signal_groups(children: Mapping[int, int]) -> list[int]:
    """Send each child's process group its signal; return those that were still there."""
    reached = []
    for pid, number in children.items():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)
            reached.append(pid)
    return reached


def end(children: Mapping[int, int]) -> None:
    """End the process groups of these children, politely first."""
    signal_groups(children)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and signal_groups(dict.fromkeys(children, 0)):
        time.sleep(LOOK_EVERY)
    signal_groups(dict.fromkeys(children, signal.SIGKILL))


if __name__ == "__main__":
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    end(still_wanted(sys.stdin))
