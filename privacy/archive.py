"""The file of an archive: a ZIP, sealed while it lies on a disk, whole or not there at all (reliability T61, F15)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES: Final = 32
CHUNK: Final = 64 * 1024  # bytes that are sealed at a time
TAG: Final = 16  # bytes by which a sealed chunk is longer
NONCE: Final = 12  # bytes; each file has a key of its own, so that counting chunks is enough
MORE, LAST = b"more", b"last"


class Broken(Exception):
    """A file is not the one that was sealed under this key, or not all of it."""


class _Sealed(RawIOBase):
    """Takes bytes and writes them sealed, chunk by chunk; whoever cuts the end off is found out."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file, self._box, self._count, self._waiting = file, AESGCM(key), 0, bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        added = memoryview(data).tobytes()  # type: ignore[arg-type]  # whatever bytes a ZIP is written in
        self._waiting += added
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), MORE)
            del self._waiting[:CHUNK]
        return len(added)

    def finish(self) -> None:
        """Write what waits, as the end."""
        self._put(bytes(self._waiting), LAST)

    def _put(self, chunk: bytes, mark: bytes) -> None:
        self._file.write(self._box.encrypt(self._count.to_bytes(NONCE), chunk, mark))
        self._count += 1


@contextmanager
def writing(name: str, *, key: bytes) -> Iterator[ZipFile]:
    """Open a new ZIP; it has its name once the block is done, and is safe on the disk then.

    A process that dies in between leaves a ``.part``, which the next sweep removes.
    """
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("xb") as file:
        part.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        sealed = _Sealed(file, key)
        with ZipFile(sealed, "w", ZIP_DEFLATED) as pack:
            yield pack
        sealed.finish()
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    _sync_folder(path.parent)


def read(name: str, *, key: bytes) -> bytes:
    """Return a whole archive, opened.

    :raises FileNotFoundError: if there is none
    :raises Broken: if it is not what was sealed
    """
    box, opened = AESGCM(key), []
    with path_of(name).open("rb") as file:
        chunk, count = file.read(CHUNK + TAG), 0
        while chunk:
            after = file.read(CHUNK + TAG)
            try:
                opened.append(box.decrypt(count.to_bytes(NONCE), chunk, MORE if after else LAST))
            except InvalidTag as error:
                raise Broken from error
            chunk, count = after, count + 1
    if not opened:
        raise Broken
    return b"".join(opened)


def size_of(name: str) -> int:
    """Return how many bytes a file takes."""
    return path_of(name).stat().st_size


def destroy(name: str) -> None:
    """Remove a file, finished or not; one that is gone already is no error."""
    if name:
        path_of(name).unlink(missing_ok=True)
        path_of(name).with_suffix(".part").unlink(missing_ok=True)


def names_there() -> set[str]:
    """Return the names of the files that lie there, finished or not."""
    folder = Path(settings.ARCHIVES_ROOT)
    return {path.stem for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()


def path_of(name: str) -> Path:
    """Return where a file lies; names are ours and hold no path."""
    return Path(settings.ARCHIVES_ROOT) / f"{name}.sealed"


def _sync_folder(folder: Path) -> None:
    """Make sure that a new name survives a loss of power, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
