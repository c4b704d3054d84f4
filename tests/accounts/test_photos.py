"""A photo is written anew, and nothing of the file that came is left. promise: DAT-1"""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from accounts import photos
from chatear.services.places import PROJECT

SENTINEL = b"hidden-4711-hidden"
#: Draws pictures, and prints by how many MiB memory grew at most.
MEASURE = """
import re, sys
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
settings.configure()
from accounts import photos

def most():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) // 1024

small, *files = [SimpleUploadedFile(path, open(path, "rb").read()) for path in sys.argv[1:]]
photos.draw(small)
before = most()
for file in files:
    photos.draw(file)
print(most() - before)
"""


def upload(picture: Image.Image | bytes, kind: str = "JPEG", **options) -> SimpleUploadedFile:
    if isinstance(picture, bytes):
        return SimpleUploadedFile("p", picture)
    file = BytesIO()
    picture.save(file, kind, **options)
    return SimpleUploadedFile("p", file.getvalue())


def opened(drawn: bytes) -> Image.Image:
    return Image.open(BytesIO(drawn))


def png_header_of(width: int, height: int) -> bytes:
    """Return a tiny file that says it is a huge picture."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 64)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (header, data, b"IEND")
    )


def test_what_is_kept_is_a_small_square():
    drawn = opened(photos.draw(upload(Image.new("RGB", (900, 600), "red"))))

    assert (drawn.format, drawn.size) == ("WEBP", (photos.SIDE, photos.SIDE))


def test_nothing_of_the_file_that_came_is_left():
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = SENTINEL.decode()
    came = upload(Image.new("RGB", (80, 80), "red"), exif=exif, comment=SENTINEL).read() + SENTINEL
    drawn = photos.draw(upload(came))

    assert came.count(SENTINEL) == 3, "the file holds it in its EXIF, its comment and behind its end"
    assert SENTINEL not in drawn
    assert not opened(drawn).getexif()


def test_a_picture_that_was_taken_sideways_stands_upright():
    came = Image.new("RGB", (60, 60), "red")
    came.paste("blue", (0, 0, 60, 30))  # the upper half
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 3  # upside down
    drawn = opened(photos.draw(upload(came, exif=exif))).convert("RGB")

    red, _, blue = drawn.getpixel((256, 100))
    assert red > 200
    assert blue < 60


@pytest.mark.parametrize("size", [(20_000, 20_000), (13_300, 13_300), (4_000, 3_200)])
def test_a_huge_picture_is_refused_by_its_header(size):
    with pytest.raises(photos.TooLarge):
        photos.draw(upload(png_header_of(*size)))


def test_a_phones_own_picture_is_welcome():
    assert photos.draw(upload(Image.new("RGB", (5712, 4284), "red")))


def test_a_picture_with_a_second_one_behind_it_is_welcome():
    """As some phones make them: one for each eye, or the depth."""
    first, second = Image.new("RGB", (90, 90), "red"), Image.new("RGB", (90, 90), "blue")
    drawn = opened(photos.draw(upload(first, "MPO", save_all=True, append_images=[second]))).convert("RGB")

    assert drawn.getpixel((256, 256))[0] > 200


def in_scans_of_one_colour(came: bytes) -> bytes:
    """Return a JPEG whose first scan says that it holds one colour, as in a file that is unpacked whole."""
    at = came.index(b"\xff\xda") + 4
    return came[:at] + b"\x01" + came[at + 1 :]


@pytest.mark.parametrize(
    "came",
    [
        upload(Image.new("RGB", (5712, 4284), "red"), progressive=True).read(),
        in_scans_of_one_colour(upload(Image.new("RGB", (5712, 4284), "red")).read()),
        upload(Image.new("RGB", (65_000, 760), "red")).read(),
        upload(Image.new("RGBA", (2800, 2700), "red"), "PNG").read(),
        upload(Image.new("RGB", (2800, 2700), "red"), "WEBP").read(),
    ],
    ids=["progressive", "scan after scan", "as long as a street", "see-through", "WebP"],
)
def test_a_small_file_that_would_take_much_memory_is_refused_before_it_does(came):
    assert len(came) < 2 * 1024 * 1024
    with pytest.raises(photos.TooLarge):
        photos.draw(upload(came))


def test_no_picture_that_is_taken_takes_more_memory_than_is_allowed(tmp_path):
    """reliability T39: in a process of its own, by the most that it ever held."""
    largest = [
        upload(Image.new("RGB", (60, 60)), "WEBP"),
        upload(Image.new("RGB", (2800, 2800), "red"), progressive=True, subsampling=0),
        upload(Image.new("RGB", (8000, 6200), "red")),
        upload(Image.new("RGB", (4000, 3000), "red"), "PNG"),
        upload(Image.new("P", (2400, 2300)), "PNG"),
        upload(Image.new("RGBA", (2400, 2300), "red"), "PNG"),
        upload(Image.new("RGBA", (2000, 1570), "red"), "WEBP"),
    ]
    paths = [tmp_path / str(number) for number in range(len(largest))]
    for path, file in zip(paths, largest, strict=True):
        path.write_bytes(file.read())
    command = [sys.executable, "-c", MEASURE, *map(str, paths)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)

    assert 5 < int(run.stdout) < 72


def test_a_large_file_is_refused_unread():
    with pytest.raises(photos.TooLarge):
        photos.draw(upload(b"\xff" * (photos.MOST_BYTES + 1)))


@pytest.mark.parametrize(
    "came",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + b"\0" * 60, b"\xff\xd8\xff\xe0 no jpeg", SENTINEL],
)
def test_what_is_no_picture_is_refused(came):
    with pytest.raises(photos.NoPicture):
        photos.draw(upload(came))


def test_a_picture_can_be_kept_and_destroyed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = photos.keep(b"bytes")

    assert photos.path_of(name).read_bytes() == b"bytes"
    photos.destroy(name)
    photos.destroy(name)
    assert not list((tmp_path / "photos").iterdir())
