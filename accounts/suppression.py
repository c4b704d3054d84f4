"""Numbers that tell of nobody (reliability T49): under ten is not shown, nor what would give it away. Pure.

Every visit is in exactly one cell of a table, and how many visits there were may be known from another table. A single
hidden cell would then be the difference; so whatever is hidden is at least two cells with ten visits between them.
Which of them holds how many stays open: two hidden cells could change places, and nothing that is shown would change.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

LEAST: Final = 10
STEP: Final = 5
ROWS: Final = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a name, empty for all others, and how many, or None where that is not shown."""

    name: str
    count: int | None


def rounded(count: int) -> int:
    """Return the nearest multiple of five."""
    return STEP * ((count + STEP // 2) // STEP)


def hidden(counts: Mapping[str, int]) -> set[str]:
    """Return the cells of a table that are not shown: small ones, and the smallest others that would give them away."""
    out = {name for name, count in counts.items() if count < LEAST}
    sizes = sorted({counts[name] for name in counts.keys() - out}, reverse=True)
    while out and sizes and not _leave_each_other_open([counts[name] for name in out]):
        size = sizes.pop()  # all of one size at once: which of them it was would say something, too
        out |= {name for name, count in counts.items() if count == size}
    return out


def _leave_each_other_open(sizes: list[int]) -> bool:
    """Whether several numbers may stand behind each of these cells although their sum is known."""
    return len(sizes) > 1 and sum(sizes) >= LEAST and set(sizes) != {LEAST - 1}


def cells(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return a table whose names everybody knows beforehand, days for instance."""
    without = hidden(counts)
    return {name: None if name in without else rounded(count) for name, count in counts.items()}


def ranking(counts: Mapping[str, int]) -> list[Row]:
    """Return the most frequent by name and all others as one; whose name is rare is not said."""
    shown = {name: rounded(count) for name, count in counts.items() if name and name not in hidden(counts)}
    first = sorted(shown, key=lambda name: (-shown[name], name))[:ROWS]
    return [*(Row(name, shown[name]) for name in first), Row("", _at_least(_others(counts, first)))]


def pair(whole: int, part: int) -> int | None:
    """Return how many of a whole are of one kind, unless those or the others are too few to be shown."""
    return rounded(part) if min(part, whole - part) >= LEAST else None


def steps(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return how many came at least as far as each step, by how many ended at each; in order."""
    without, names = hidden(counts), list(counts)
    reached: dict[str, int | None] = {}
    for place, name in enumerate(names):
        on = names[place:]
        reaching = sum(counts[each] for each in on)
        reached[name] = None if place and without.intersection(on) else _at_least(reaching)
    return reached


def _others(counts: Mapping[str, int], named: Collection[str]) -> int:
    return sum(count for name, count in counts.items() if name not in named)


def _at_least(count: int) -> int | None:
    return rounded(count) if count >= LEAST else None
