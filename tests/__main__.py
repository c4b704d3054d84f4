"""All tests of Python: `python -m tests`. Those that need no whole machine run in two processes beside each other.

Then the others run by themselves: browsers, faults and services of their own want both cores, and measure time.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, Final

from chatear.messages import compile_messages
from chatear.services.places import PROJECT

#: What stops no process and measures no time, in two halves of about the same length.
BESIDE: Final = (
    ("tests/accounts",),
    ("tests/privacy", "tests/matching", "tests/promises", "tests/e2e/stories/test_every_page.py"),
)
NOTHING_TO_RUN: Final = 5  # pytest's word for it


def main(options: Sequence[str]) -> int:
    """Run everything with some options for pytest; return 1 if anything failed."""
    compile_messages(PROJECT / "locale")  # or two would write the same files
    statuses = list(run_beside(options))
    ignored = [f"--ignore={path}" for paths in BESIDE for path in paths]
    statuses.append(subprocess.run([*pytest(options), *ignored], cwd=PROJECT, check=False).returncode)
    return int(any(status not in {0, NOTHING_TO_RUN} for status in statuses))


def run_beside(options: Sequence[str]) -> Iterator[int]:
    """Run what may run beside others; show what each said once it has ended, and yield its status."""
    running = [begin([*pytest(options), "-p", "no:cacheprovider", *paths]) for paths in BESIDE]
    try:
        for process, said in running:
            status = process.wait()
            said.seek(0)
            sys.stdout.write(said.read())
            sys.stdout.flush()
            yield status
    finally:
        for process, _ in running:
            process.terminate()
            process.wait()


def begin(command: Sequence[str]) -> tuple[subprocess.Popen[str], IO[str]]:
    """Start a process that writes into a file."""
    said = tempfile.TemporaryFile(mode="w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - it is read later
    return subprocess.Popen(command, cwd=PROJECT, stdout=said, stderr=subprocess.STDOUT, text=True), said


def pytest(options: Sequence[str]) -> list[str]:
    """Return how pytest is called."""
    return [sys.executable, "-m", "pytest", *options]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
