"""Find a word in bytes, however it was written there (reliability M26: a plain grep finds 2 copies of 304)."""

import base64
import binascii
import re
import secrets
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

SHORTEST_BASE64 = 24  # characters; shorter runs hold no whole needle
BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]{%d,}={0,2}" % SHORTEST_BASE64)
ZLIB_HEAD = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
ANY_ZLIB = 47  # wbits: zlib or gzip, whichever the head says
LONGEST_PACKED = 1 << 16  # bytes of one stream; what we look for stands in small ones
DEEPEST = 3  # layers of wrapping that are opened: a session is base64 of zlib of JSON


@dataclass(frozen=True)
class Needle:
    """One word that must be nowhere, with every way of writing it."""

    name: str
    forms: frozenset[bytes]


def sentinel(name: str) -> tuple[str, Needle]:
    """Return a new word that nothing else contains, and its needle."""
    word = f"zq{secrets.token_hex(11)}"
    return word, Needle(name, frozenset(ways_of(word.encode()) | spellings(word)))


def identity(name: str, person: str) -> Needle:
    """Return the needle of a person's id: as text, as plain hex and as its 16 bytes."""
    uuid = UUID(person)
    ways = set().union(*(ways_of(form) for form in (str(uuid).encode(), uuid.hex.encode(), uuid.bytes)))
    return Needle(name, frozenset(ways | spellings(str(uuid)) | spellings(uuid.hex)))


def spellings(word: str) -> set[bytes]:
    """Return the word in other alphabets and cases."""
    return {
        form
        for text in (word, word.upper())
        for form in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
    }


def ways_of(raw: bytes) -> set[bytes]:
    """Return the bytes themselves, in hex, and in base64 at each of the three places it may begin."""
    ways = {raw, binascii.hexlify(raw), binascii.hexlify(raw).upper()}
    for before in range(3):
        text = base64.b64encode(b"\0" * before + raw)
        # The first and last characters also hold bits of the neighbours.
        core = text[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        ways |= {core, core.replace(b"+", b"-").replace(b"/", b"_")}
    return ways


def found(needles: Iterable[Needle], haystack: bytes) -> set[str]:
    """Return the names of the needles that are in the bytes, or in anything packed inside them."""
    needles = list(needles)
    return {
        needle.name for layer in layers(haystack) for needle in needles if any(form in layer for form in needle.forms)
    }


def layers(data: bytes, depth: int = DEEPEST) -> Iterator[bytes]:
    """Yield the bytes, and all that base64 and zlib inside them unpack to."""
    yield data
    if depth:
        for inner in (*unpacked(data), *decoded(data)):
            yield from layers(inner, depth - 1)


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what can be inflated at each place that looks like the head of a zlib or gzip stream."""
    view = memoryview(data)
    for head in ZLIB_HEAD.finditer(data):
        try:
            inner = zlib.decompressobj(ANY_ZLIB).decompress(view[head.start() : head.start() + LONGEST_PACKED])
        except zlib.error:
            continue
        if inner:
            yield inner


def decoded(data: bytes) -> Iterator[bytes]:
    """Yield each run of base64 that decodes to a packed stream; plain ones are found by their forms."""
    for run in BASE64_RUN.finditer(data):
        text = run[0].rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        inner = base64.b64decode(text[: len(text) // 4 * 4])
        if ZLIB_HEAD.match(inner):
            yield inner
