"""The table of addresses by country and state: how it is packed, and how one looks in it. Pure.

Sorted starts of ranges and, beside them, the number of the place that begins there. 4 MiB packed where the full
databases have 130; a look takes a microsecond. It holds no city: what is not there can't be told (promise: DAT-2).
"""

import json
import lzma
import mmap
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, Literal, cast

#: One range: where it begins and ends (IPv4 as a number, IPv6 as the number of its /64), and its place.
Range = tuple[int, int, tuple[str, str]]

_ALIGNED: Final = 8  # bytes: where 64-bit numbers may begin


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was unpacked; its numbers lie in a file that all processes share."""

    names: Sequence[tuple[str, str]]
    v4: tuple[memoryview, memoryview]
    v6: tuple[memoryview, memoryview]

    def find(self, address: IPv4Address | IPv6Address) -> tuple[str, str] | None:
        """Return country and state of an address, as far as they are known."""
        is_v4 = isinstance(address, IPv4Address)
        starts, places = self.v4 if is_v4 else self.v6
        where = bisect_right(cast("Sequence[int]", starts), int(address) if is_v4 else int(address) >> 64) - 1
        if where < 0:
            return None
        country, state = self.names[places[where]]
        return (country, state) if country else None


def pack(v4: Iterable[Range], v6: Iterable[Range]) -> bytes:
    """Return a table of sorted ranges, compressed."""
    numbers: dict[tuple[str, str], int] = {("", ""): 0}
    columns = [*_columns(v4, "I", numbers), *_columns(v6, "Q", numbers)]
    header = json.dumps({"names": list(numbers), "lengths": [len(column) for column in columns]}).encode()
    plain = len(header).to_bytes(8, "little") + _padded(header)
    return lzma.compress(plain + b"".join(_padded(_little(column)) for column in columns), preset=9)


def unpack(packed: Path, plain: Path) -> Table:
    """Return the table of a packed file, unpacked once into a plain one beside which nothing is kept."""
    if not plain.exists() or plain.stat().st_mtime < packed.stat().st_mtime:
        plain.parent.mkdir(parents=True, exist_ok=True)
        # Under a name of its own: several processes, and threads of one, may find it missing at once.
        with NamedTemporaryFile(dir=plain.parent, prefix=plain.name, delete=False) as half:
            half.write(lzma.decompress(packed.read_bytes()))
        Path(half.name).replace(plain)
    with plain.open("rb") as file:
        return _read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _read(raw: memoryview) -> Table:
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(bytes(raw[8 : 8 + size]))
    at, columns = 8 + _rounded(size), []
    forms: tuple[Literal["I", "H", "Q"], ...] = ("I", "H", "Q", "H")
    for form, length in zip(forms, header["lengths"], strict=True):
        end = at + length * array(form).itemsize
        columns.append(raw[at:end].cast(form))
        at = _rounded(end)
    starts4, places4, starts6, places6 = columns
    return Table([(country, state) for country, state in header["names"]], (starts4, places4), (starts6, places6))


def _columns(
    ranges: Iterable[Range], form: str, numbers: dict[tuple[str, str], int]
) -> tuple["array[int]", "array[int]"]:
    starts, places, expected = array(form), array("H"), 0

    def begin(start: int, place: tuple[str, str]) -> None:
        number = numbers.setdefault(place, len(numbers))
        if not places or places[-1] != number:
            starts.append(start)
            places.append(number)

    for first, last, place in ranges:
        if last < expected:
            continue  # a /64 has one place: its first
        if first > expected:
            begin(expected, ("", ""))
        begin(max(first, expected), place)
        expected = last + 1
    begin(expected, ("", ""))
    return starts, places


def _little(column: "array[int]") -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def _rounded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _padded(raw: bytes) -> bytes:
    return raw.ljust(_rounded(len(raw)), b"\0")
