"""Run a floor as a process of its own, as Chatear runs."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.fakes.coturn import free_port

READY_WITHIN = 10  # seconds


@contextlib.contextmanager
def serving(floor: str) -> Iterator[tuple[str, int]]:
    """Serve a floor; yield its address and process id, and end it afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.floors", floor, "--port", str(port)]
    process = subprocess.Popen(command)
    try:
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


def wait_for_port(port: int) -> None:
    """Wait until somebody listens there.

    :raises TimeoutError: if nobody does in time
    """
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise TimeoutError(port)
