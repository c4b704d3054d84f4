"""Photos of profiles: read with care, written anew, and gone when they are not wanted any more.

What is kept is a picture that we drew ourselves: nothing of the file that came is in it, neither its place and camera
(EXIF) nor what somebody hid behind its end (reliability T38, T39, M23).
"""

import contextlib
import os
import secrets
import warnings
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import SEEK_CUR, BytesIO
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

MOST_BYTES: Final = 10 * 1024 * 1024
FORMATS: Final = ("JPEG", "PNG", "WEBP")
#: Pixels, asked of the header before anything is unpacked: some of today's phones take as many.
MOST_PIXELS: Final = 50_000_000
#: Bytes that unpacking may take. A file of 1 MiB can be made to take 300 (reliability T39).
MOST_UNPACKED: Final = 48 * 1024 * 1024
SIDE: Final = 512  # pixels of what is kept
NAME: Final = r"[0-9a-f]{32}"
#: So long after it was written a picture may not stand in any row yet.
IN_HAND: Final = timedelta(hours=1)
#: Marks of a JPEG.
START: Final = b"\xff\xd8"
FIRST_SCAN: Final = b"\xff\xda"
FILLING: Final = (b"", b"\x00", b"\x01", b"\xff")


class NoPicture(Exception):
    """The file is no picture that we can read."""


class TooLarge(Exception):
    """The file has too many bytes, or the picture too many pixels."""


def draw(file: "UploadedFile[bytes]") -> bytes:
    """Return an uploaded picture as a square one of ours, upright, in WebP.

    :raises TooLarge: if it has more than 10 MiB or too many pixels; nothing of it was unpacked then
    :raises NoPicture: if it is no JPEG, PNG or WebP, or a broken one
    """
    if (file.size or 0) > MOST_BYTES:
        raise TooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                return _square(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooLarge from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NoPicture from error


def _square(picture: Image.Image) -> bytes:
    pixels = picture.width * picture.height
    picture.draft("RGB", (SIDE, SIDE))  # a JPEG is unpacked no larger than is needed
    if pixels > MOST_PIXELS or _unpacked(picture, pixels) > MOST_UNPACKED:
        raise TooLarge
    small = ImageOps.fit(picture.convert("RGBA") if picture.mode == "P" else picture, (SIDE, SIDE))
    upright = ImageOps.exif_transpose(small).convert("RGBA")
    ours = Image.new("RGB", (SIDE, SIDE), "white")
    ours.paste(upright, mask=upright.getchannel("A"))
    drawn = BytesIO()
    ours.save(drawn, "WEBP", quality=82, method=4)
    return drawn.getvalue()


def _unpacked(picture: Image.Image, pixels: int) -> int:
    """Return how many bytes unpacking takes, as measured; ``pixels`` are those of the header."""
    now = picture.width * picture.height
    if isinstance(picture, JpegImageFile):
        # What comes in several scans, progressive or not, is held whole: two bytes a sample, at full size.
        return 4 * now + (0 if _is_one_scan(picture) else 2 * picture.layers * pixels)
    if picture.format == "WEBP":
        return 16 * now
    return (4 if picture.mode in {"1", "L", "RGB"} else 9) * now


def _is_one_scan(picture: JpegImageFile) -> bool:
    """Whether the first scan of a JPEG holds all of it; no where its head is not what it should be."""
    file = picture.fp
    if file is None or "progressive" in picture.info:
        return False
    file.seek(len(START))
    while (mark := file.read(2))[:1] == b"\xff" and mark[1:] not in FILLING:
        length = int.from_bytes(file.read(2), "big")
        if mark == FIRST_SCAN:
            return file.read(1) == bytes([picture.layers])
        file.seek(max(length - 2, 0), SEEK_CUR)
    return False


def keep(drawn: bytes) -> str:
    """Write a drawn picture under a name that nobody can guess, and return the name."""
    name = secrets.token_hex(16)
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(drawn)
    path.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    return name


def destroy(name: str) -> None:
    """Remove a picture's bytes, also from a disk that loses its power now; one that is gone already is no error."""
    if not name:
        return
    path = path_of(name)
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def written_before(moment: datetime) -> Iterator[str]:
    """Yield the pictures that were written before a time."""
    for path in path_of("*").parent.glob("*.webp"):
        with contextlib.suppress(FileNotFoundError):  # it goes while we look
            if path.stat().st_mtime < moment.timestamp():
                yield path.stem


def path_of(name: str) -> Path:
    """Return where a picture lies; names are ours and hold no path."""
    return Path(settings.MEDIA_ROOT) / "photos" / f"{name}.webp"
