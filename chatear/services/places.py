"""Where one copy of Chatear keeps its things: everything is under one folder, so that two copies never meet."""

import hashlib
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent.parent

# A socket's path must fit into 104 bytes on macOS (108 on Linux); PostgreSQL adds `/.s.PGSQL.5432.lock`.
LONGEST_SOCKET_FOLDER = 80


class UnsafeFolder(Exception):
    """A folder that must be ours alone belongs to somebody else, or others may look into it."""


@dataclass(frozen=True)
class Places:
    """The folders and files of one copy. Making one creates nothing; `make` does."""

    data: Path

    @property
    def sockets(self) -> Path:
        """Return the folder for sockets: inside DATA, or a short one beside it in the temporary folder."""
        inside = self.data / "sockets"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"chatear-{os.getuid()}-{mark}"

    @property
    def logs(self) -> Path:
        """Return the folder of the children's logs."""
        return self.data / "logs"

    @property
    def mail(self) -> Path:
        """Return the folder that mail is put into instead of being sent."""
        return self.data / "mail"

    @property
    def media(self) -> Path:
        """Return the folder of stored files."""
        return self.data / "media"

    @property
    def lock(self) -> Path:
        """Return the file that the supervisor locks; it holds its process id."""
        return self.data / "lock"

    @property
    def report(self) -> Path:
        """Return `run.json`, which says where everything is."""
        return self.data / "run.json"

    def make(self) -> None:
        """Create the folders, ours alone.

        :raises UnsafeFolder: if the socket folder is not ours
        """
        for folder in (self.data, self.logs, self.mail, self.media):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        status = self.sockets.lstat()
        if self.sockets.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o077:
            message = f"{self.sockets} must be a folder of yours with mode 0700."
            raise UnsafeFolder(message)

    def secret_key(self) -> str:
        """Return this copy's own secret key; the first call makes it."""
        file = self.data / "secret-key"
        if not file.exists():
            write_private(file, secrets.token_urlsafe(50))
        return file.read_text()

    def read_report(self) -> dict[str, Any]:
        """Return what `run.json` says, or nothing when there is none."""
        try:
            report: dict[str, Any] = json.loads(self.report.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return report


def write_private(file: Path, content: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(content)
    fresh.replace(file)
