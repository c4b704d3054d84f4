"""A simulator in a process of its own, for as long as tests need it."""

import shlex
import subprocess
import sys
from dataclasses import dataclass, field

from chatear.services.places import PROJECT


@dataclass
class Running:
    """A started simulator: its process, and the environment that points Chatear at it."""

    module: str
    environment: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        """Start it on a free port, and read what it prints until the empty line: it listens by then."""
        command = [sys.executable, "-m", self.module, "--port", "0"]
        self.process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        for line in iter(self.process.stdout.readline, "\n"):
            assert line, f"{self.module} ended before it was ready"
            (setting,) = shlex.split(line.removeprefix("export "))
            name, _, value = setting.partition("=")
            self.environment[name] = value

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process.stdout.close()

    @property
    def address(self) -> str:
        """Where it answers."""
        return self.environment["CHATEAR_SIMULATOR_URL"]
