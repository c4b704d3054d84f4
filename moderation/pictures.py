"""Pictures of evidence: drawn anew, sealed under a key of their own, and gone when the key is.

The key of a picture lies in another folder than the picture, neither in the database: destroying the key is the purge,
also for every copy of the picture that a backup still has (reliability M3). This module knows no Django, so that the
receiver, which holds no secret of the site, can use it.
"""

import contextlib
import json
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from PIL import Image, UnidentifiedImageError

#: Bytes and pixels of what is handed in (`design/protocol.md`; reliability M23, T39).
MOST_BYTES: Final = 512 * 1024
MOST_PIXELS: Final = 4_000_000
FORMATS: Final = ("JPEG", "WEBP")
#: The longer side of what is kept, in pixels.
SIDE: Final = 1280
NAME: Final = re.compile(r"[0-9a-f]{32}")
#: Bits in which two hashes of one scene may differ; two scenes differ in some 32 of 64.
ALIKE: Final = 16
_NONCE: Final = b"\0" * 12  # each key seals one picture


class NoPicture(Exception):
    """It is no JPEG or WebP, or a broken one."""


class TooLarge(Exception):
    """It has too many bytes or pixels."""


class Destroyed(Exception):
    """The picture, or its key, is gone."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of ours: nothing of the file that came is in it but what can be seen."""

    jpeg: bytes
    width: int
    height: int
    fingerprint: str


def draw(file: IO[bytes]) -> Drawn:
    """Return a picture as one of ours, without what a file may carry besides (reliability T38).

    :raises TooLarge: if it has more than 512 KiB or four million pixels; nothing of it was unpacked then
    :raises NoPicture: if it is no JPEG or WebP, or a broken one
    """
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(raw), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise TooLarge
                return redraw(picture.convert("RGB"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooLarge from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NoPicture from error


def redraw(picture: Image.Image) -> Drawn:
    """Return a picture that was unpacked as one of ours."""
    small = picture.copy()
    small.thumbnail((SIDE, SIDE))
    ours = Image.new("RGB", small.size)
    ours.paste(small)
    drawn = BytesIO()
    ours.save(drawn, "JPEG", quality=82)
    return Drawn(drawn.getvalue(), ours.width, ours.height, fingerprint(ours))


def fingerprint(picture: Image.Image) -> str:
    """Return 64 bits in hex that stay alike as long as the scene does: which of two neighbours is brighter (dHash)."""
    grey = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    pixels = grey.tobytes()
    bits = [pixels[row * 9 + column] < pixels[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return f"{sum(bit << place for place, bit in enumerate(bits)):016x}"


def difference(one: str, other: str) -> int:
    """Return in how many of 64 bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


# --- on the disk ---


@dataclass(frozen=True, slots=True)
class Cabinet:
    """Where pictures lie: the sealed ones in one folder, their keys in another."""

    pictures: Path
    keys: Path

    def keep(self, name: str, drawn: Drawn, **about: Any) -> None:
        """Seal a picture and what is known of it; it is there whole or not at all, also after a loss of power.

        :raises OSError: if the disk is full, or does not take it
        """
        key = AESGCM.generate_key(bit_length=256)
        head = json.dumps(
            {"width": drawn.width, "height": drawn.height, "fingerprint": drawn.fingerprint} | about
        ).encode()
        sealed = AESGCM(key).encrypt(_NONCE, len(head).to_bytes(4) + head + drawn.jpeg, name.encode())
        try:
            _write(self._key(name), key)
            _write(self._picture(name), sealed)
        except OSError:
            self.destroy(name)
            raise

    def read(self, name: str) -> tuple[dict[str, Any], bytes]:
        """Return what is known of a picture, and its JPEG.

        :raises Destroyed: if the picture or its key is gone, or it is another one
        """
        try:
            key, sealed = self._key(name).read_bytes(), self._picture(name).read_bytes()
            opened = AESGCM(key).decrypt(_NONCE, sealed, name.encode())
        except (FileNotFoundError, InvalidTag, ValueError) as error:
            raise Destroyed from error
        size = int.from_bytes(opened[:4])
        return json.loads(opened[4 : 4 + size]), opened[4 + size :]

    def destroy(self, name: str) -> None:
        """Destroy a picture: its key first, after which nothing can be read. promise: RET-6

        What is no name of ours is the name of nothing.
        """
        if not NAME.fullmatch(name):
            return
        _remove(self._key(name))
        _remove(self._picture(name))

    def names_there(self) -> set[str]:
        """Return the names of all pictures and keys that lie there, finished or not."""
        found = (path.stem for folder in (self.pictures, self.keys) if folder.is_dir() for path in folder.iterdir())
        return {name for name in found if NAME.fullmatch(name)}

    def written_before(self, moment: float) -> Iterator[str]:
        """Yield what was written before a time, in seconds since 1970."""
        for name in self.names_there():
            for path in (self._key(name), self._picture(name)):
                with contextlib.suppress(FileNotFoundError):  # it goes while we look
                    if path.stat().st_mtime < moment:
                        yield name
                        break

    def _picture(self, name: str) -> Path:
        return self.pictures / f"{_checked(name)}.sealed"

    def _key(self, name: str) -> Path:
        return self.keys / f"{_checked(name)}.key"


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError(name)  # names are ours; nothing that came from outside becomes a path
    return name


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    part.rename(path)
    _sync(path.parent)


def _remove(path: Path) -> None:
    for each in (path, path.with_suffix(".part")):
        each.unlink(missing_ok=True)
    if path.parent.is_dir():
        _sync(path.parent)


def _sync(folder: Path) -> None:
    """Make sure that a name that came or went did so on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
