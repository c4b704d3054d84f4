"""What the Makefile calls: `run`, `stop` and `manage`."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from . import binaries, lock, places, postgres, readiness, supervisor, valkey
from .backing import Addresses

ANTICIPATED = (
    binaries.ServerMissing,
    lock.AlreadyRuns,
    lock.DoesNotStop,
    places.UnsafeFolder,
    postgres.PostgresFailed,
    readiness.NotReady,
    supervisor.EndedAtOnce,
    supervisor.PortTaken,
    supervisor.PreparationFailed,
    valkey.RedisFailed,
)


class NothingRuns(Exception):
    """No copy runs on this DATA."""


def run(asked: argparse.Namespace, here: places.Places) -> None:
    """Run until asked to stop."""
    supervisor.Supervisor(
        here, host=asked.host, port=asked.port, web=asked.web, follow_parent=asked.follow_parent
    ).run()


def stop(_asked: argparse.Namespace, here: places.Places) -> None:
    """Stop the copy that runs on DATA."""
    supervisor.say("Stopped." if lock.stop(here.lock) else f"Nothing runs on {here.data}.")


def manage(asked: argparse.Namespace, here: places.Places) -> None:
    """Run one of Django's commands on the copy that runs on DATA."""
    report = here.read_report()
    if not report:
        message = f"Nothing runs on {here.data}; start it with `make run`."
        raise NothingRuns(message)
    addresses = Addresses(report["postgres"], report["redis_live"], report["redis_queue"])
    env = os.environ | addresses.as_environment() | {"CHATEAR_DATA": str(here.data)}
    command = [sys.executable, str(places.PROJECT / "manage.py"), *asked.command]
    sys.exit(subprocess.run(command, env=env, check=False).returncode)


def parser() -> argparse.ArgumentParser:
    """Return what may be asked of us."""
    root = argparse.ArgumentParser(prog="python -m chatear.services")
    root.add_argument("--data", type=Path, default=places.PROJECT / "var")
    verbs = root.add_subparsers(required=True)
    running = verbs.add_parser("run", help="start everything, until Ctrl-C")
    running.add_argument("--host", default="127.0.0.1")
    running.add_argument("--port", type=int, default=8000)
    running.add_argument("--web", type=int, default=1, help="how many web processes")
    running.add_argument(
        "--follow-parent", action="store_true", help="stop when the process that started this one is gone"
    )
    running.set_defaults(does=run)
    verbs.add_parser("stop", help="end everything").set_defaults(does=stop)
    managing = verbs.add_parser("manage", help="one of Django's commands, on the running copy")
    managing.add_argument("command", nargs=argparse.REMAINDER)
    managing.set_defaults(does=manage)
    return root


def main() -> None:
    """Do what was asked; a failure that we know is one message, not a traceback."""
    asked = parser().parse_args()
    try:
        asked.does(asked, places.Places(asked.data.resolve()))
    except (*ANTICIPATED, NothingRuns) as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
