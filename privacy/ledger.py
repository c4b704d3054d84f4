"""Who was erased, outside the database: after a backup is put back, they are erased again (reliability P-13, F38).

A folder with one file a day, of keyed hashes alone. The database's own rows would go back in time with it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "chatear.privacy.ledger"


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure: of whom, as a hash, and why."""

    person_hash: str
    why: str


def person_hash(person_id: UUID, secret: str | bytes | None = None) -> str:
    """Return what stands for a person who is gone."""
    return salted_hmac(SALT, str(person_id), secret=secret, algorithm="sha256").hexdigest()


def hashes(person_id: UUID) -> set[str]:
    """Return what may stand for a person: under the current secret, and under those before it."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return {person_hash(person_id, secret) for secret in secrets}


def write(line: Line, *, now: datetime) -> None:
    """Note an erasure that begins, and see to it that the disk has it."""
    folder().mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    file = os.open(folder() / f"{now.date()}", flags, settings.FILE_UPLOAD_PERMISSIONS)
    try:
        os.write(file, f"{line.person_hash} {line.why}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def read() -> Iterator[Line]:
    """Yield all that is noted; a line that was cut short by a crash is none."""
    for path in sorted(folder().glob("*-*-*")):
        for words in map(str.split, path.read_text().splitlines()):
            if len(words) == 2:  # noqa: PLR2004 - a hash and a reason
                yield Line(*words)


def days() -> Iterator[str]:
    """Yield the days of which something is noted."""
    yield from (path.name for path in sorted(folder().glob("*-*-*")))


def forget(day: str) -> None:
    """Delete one day; one that is gone already is no error. promise: RET-1"""
    (folder() / day).unlink(missing_ok=True)


def folder() -> Path:
    """Return where it lies: to be kept apart from the backups of the database."""
    return Path(settings.DATA_DIR) / "erasures"
