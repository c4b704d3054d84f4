"""What a version changed against the one before: paragraph by paragraph, and in those word by word. Pure.

promise: SCO-3
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

from .reading import Paragraph, plain

#: How much of two paragraphs must be the same for one to be the other, changed.
LIKE_ENOUGH: Final = 0.4
How = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, came or went."""

    how: How
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph that is not what it was; with only one piece it came or went as a whole."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """What became of one page: its changed paragraphs; of one that came or went its name says it all."""

    name: str
    is_new: bool = False
    is_gone: bool = False
    lines: tuple[Line, ...] = ()


def compare(old: Mapping[str, Sequence[Paragraph]], new: Mapping[str, Sequence[Paragraph]]) -> tuple[PageChange, ...]:
    """Return what changed from some pages to others; those that stayed are left out."""
    changed = [PageChange(name=name, lines=tuple(_lines(old[name], new[name]))) for name in new if name in old]
    came = [PageChange(name=name, is_new=True) for name in new if name not in old]
    gone = [PageChange(name=name, is_gone=True) for name in old if name not in new]
    return (*(page for page in changed if page.lines), *came, *gone)


def _lines(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Line]:
    """Yield what is not as it was: each of now in its order, then what is gone."""
    left = list(old)
    partners = [_partner(paragraph, left) for paragraph in new]
    kept = {id(partner) for partner in partners}
    gone = [paragraph for paragraph in old if id(paragraph) not in kept]
    for paragraph, partner in zip(new, partners, strict=True):
        if partner is None:
            yield Line((Piece("added", plain(paragraph)),))
        elif plain(partner) != plain(paragraph):
            yield Line(tuple(_pieces(plain(partner).split(), plain(paragraph).split())))
    yield from (Line((Piece("removed", plain(paragraph)),)) for paragraph in gone)


def _partner(paragraph: Paragraph, left: list[Paragraph]) -> Paragraph | None:
    """Return what a paragraph was before, and take it out of those that are left; nothing if it is new."""
    alike = [(_likeness(one, paragraph), number) for number, one in enumerate(left)]
    best, number = max(alike, default=(0.0, -1), key=lambda found: (found[0], -found[1]))
    return left.pop(number) if best >= LIKE_ENOUGH else None


def _likeness(one: Paragraph, other: Paragraph) -> float:
    """Return how much of two paragraphs is the same; those that promise other things are not looked at."""
    if plain(one) == plain(other):
        return 1.0
    if not set(one.promises) & set(other.promises):
        return 0.0
    return SequenceMatcher(None, plain(one).split(), plain(other).split(), autojunk=False).ratio()


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    words: list[tuple[How, str]] = []
    for step, old_from, old_to, new_from, new_to in steps:
        if step == "equal":
            words.append(("same", " ".join(new[new_from:new_to])))
            continue
        words.append(("removed", " ".join(old[old_from:old_to])))
        words.append(("added", " ".join(new[new_from:new_to])))
    filled = [(how, said) for how, said in words if said]
    for how, run in groupby(filled, key=lambda found: found[0]):
        yield Piece(how, " ".join(said for _, said in run))
