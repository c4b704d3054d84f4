"""What people write, without what can't be seen or was made to disturb (reliability T16, T17). Pure."""

import re
import unicodedata
from typing import Final

#: Characters of a text.
LONGEST_BODY: Final = 2000
#: Marks on one letter. Tibetan and Vietnamese need fewer; a tower of them hides the lines above.
MOST_MARKS: Final = 4

# Control characters, marks that turn the reading direction round, halves of characters, and what has no width.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
# Letters as tags spell the flags of England, Scotland and Wales; anywhere else they are a text that nobody sees.
_TAGS: Final = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f)|[\U000e0000-\U000e007f]+")
_TAG: Final = re.compile("[\U000e0000-\U000e007f]")
# Joiners and variation selectors are part of emoji and of some scripts, two of them at most.
_JOINER: Final = "[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_JOINERS: Final = re.compile(f"({_JOINER}{{2}}){_JOINER}+")
_EMPTY_LINES: Final = re.compile(r"\n(?:[^\S\n]*\n){2,}")


def _marks() -> str:
    """Return the combining marks as a character class; those past U+FFFF are rare, and would make it slow."""
    marks = (chr(n) for n in range(0x300, 0x10000) if unicodedata.category(chr(n)) in {"Mn", "Me"})
    return f"[{''.join(marks)}]"


_MARKS: Final = _marks()
_TOWERS: Final = re.compile(f"({_MARKS}{{{MOST_MARKS}}}){_MARKS}+")
_NOTHING: Final = re.compile(rf"(?:[\s\u2800]|{_JOINER}|{_MARKS})*")


def clean_body(body: str) -> str:
    """Return a text without what can't be seen or piles up over the lines; may be empty.

    Never longer than ``LONGEST_BODY``, though Unicode's composed form (NFC) may be longer than what came.
    """
    if body.isascii() and body.isprintable():
        return body.strip()
    lines = "\n".join(body.splitlines())
    seen = _UNSEEN.sub("", _TAGS.sub(r"\1", lines) if _TAG.search(lines) else lines)
    joined = _JOINERS.sub(r"\1", unicodedata.normalize("NFC", seen))
    cleaned = _EMPTY_LINES.sub("\n\n", _TOWERS.sub(r"\1", joined)).strip()[:LONGEST_BODY].rstrip()
    return "" if _NOTHING.fullmatch(cleaned) else cleaned
