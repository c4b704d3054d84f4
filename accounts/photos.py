"""Photos of profiles: read with care, written anew, and gone when they are not wanted any more.

What is kept is a picture that we drew ourselves: nothing of the file that came is in it, neither its place and camera
(EXIF) nor what somebody hid behind its end (reliability T38, T39, M23).
"""

import secrets
import warnings
from io import BytesIO
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 10 * 1024 * 1024
#: Pixels by format, asked of the header before anything is unpacked. Phones take JPEGs of 24 million, and those are
#: unpacked at the size that is needed; the others take four bytes for each.
MOST_PIXELS: Final = {"JPEG": 50_000_000, "PNG": 8_000_000, "WEBP": 8_000_000}
SIDE: Final = 512  # pixels of what is kept
NAME: Final = r"[0-9a-f]{32}"


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
            with Image.open(file, formats=(*MOST_PIXELS,)) as picture:
                return _square(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooLarge from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NoPicture from error


def _square(picture: Image.Image) -> bytes:
    if picture.width * picture.height > MOST_PIXELS[picture.format or ""]:
        raise TooLarge
    picture.draft("RGB", (SIDE, SIDE))  # a JPEG is unpacked no larger than is needed
    upright = ImageOps.exif_transpose(picture)
    fitted = ImageOps.fit(upright.convert("RGBA"), (SIDE, SIDE))
    ours = Image.new("RGB", (SIDE, SIDE), "white")
    ours.paste(fitted, mask=fitted.getchannel("A"))
    drawn = BytesIO()
    ours.save(drawn, "WEBP", quality=82, method=4)
    return drawn.getvalue()


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
    """Remove a picture's bytes; one that is gone already is no error."""
    if name:
        path_of(name).unlink(missing_ok=True)


def path_of(name: str) -> Path:
    """Return where a picture lies; names are ours and hold no path."""
    return Path(settings.MEDIA_ROOT) / "photos" / f"{name}.webp"
