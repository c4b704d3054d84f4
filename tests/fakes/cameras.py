"""Camera pictures nobody could mistake for each other, as files that Chromium shows in place of a camera."""

from pathlib import Path

WIDTH, HEIGHT, SECONDS = 160, 120, 2
BAR = 16  # pixels; the moving bar proves that the picture lives

Yuv = tuple[int, int, int]
COLOURS: dict[str, Yuv] = {"blue": (41, 240, 110), "red": (81, 90, 240), "green": (145, 54, 34)}
WHITE: Yuv = (235, 128, 128)


def film(folder: Path, colour: str, *, fps: int = 15) -> Path:
    """Write a film of one colour with a white bar that wanders, and return its path."""
    path = folder / f"{colour}.y4m"
    if not path.exists():
        head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{fps}:1 Ip A1:1 C420jpeg\n".encode()
        count = fps * SECONDS
        frames = (b"FRAME\n" + picture(COLOURS[colour], number / count) for number in range(count))
        path.write_bytes(head + b"".join(frames))
    return path


def picture(colour: Yuv, part: float) -> bytes:
    """Return one frame: the bar stands at that part of the width, so that the loop has no jump."""
    left = int(part * WIDTH) // 2 * 2
    return b"".join(plane(colour[index], WHITE[index], left, scale) for index, scale in enumerate((1, 2, 2)))


def plane(value: int, bar: int, left: int, scale: int) -> bytes:
    """Return one of the three planes of a frame; those of colour are half as wide and high."""
    row = bytearray([value]) * (WIDTH // scale)
    for x in range(left, left + BAR, scale):
        row[x % WIDTH // scale] = bar
    return bytes(row) * (HEIGHT // scale)
