"""What a benchmark says: one line of JSON a figure, always beside a floor that was measured in the same run."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure; `ratio` is value over floor, so that a slow machine slows both."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    runs: int

    def __str__(self) -> str:
        """Return the line that is printed."""
        return json.dumps(asdict(self))


def beside(name: str, unit: str, *, values: Sequence[float], floors: Sequence[float], share: float = 0.5) -> Figure:
    """Set two interleaved rows of runs side by side at their median, or at another share of the runs."""
    value, floor = at(values, share), at(floors, share)
    return Figure(name, significant(value), unit, significant(floor), significant(value / floor), len(values))


def at(values: Sequence[float], share: float) -> float:
    """Return the value below which that share of the runs lies."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def significant(value: float) -> float:
    """Return the value with four digits; more would be noise."""
    return float(f"{value:.4g}")
