"""Pictures that the server draws, as SVG: without a script, in the colours of the page around them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 400
BAR: Final = 20  # height of one bar, with the gap under it
LABEL: Final = 150  # width of what stands before a bar
CENTRED: Final = 'dominant-baseline="central"'
#: The map's lines and columns.
LINE: Final = 24
MAP_WIDTH: Final = 1240
GROUPS_TO: Final = 220
PLACES_FROM: Final = 330
PLACES_TO: Final = 660
ENDS_FROM: Final = 780
FIGURE: Final = 44  # width of the number behind it


def bars(title: str, values: Sequence[tuple[str, int]]) -> str:
    """Return a plot of lying bars, each with its name and its number."""
    most = max((value for _, value in values), default=0) or 1
    room = WIDTH - LABEL - FIGURE
    drawn = []
    for number, (name, value) in enumerate(values):
        top, length = number * BAR, round(room * value / most, 1)
        middle = top + BAR / 2
        drawn.append(
            f'<text x="{LABEL - 8}" y="{middle}" text-anchor="end" {CENTRED}>{escape(_short(name))}</text>'
            f'<rect x="{LABEL}" y="{top + 3}" width="{max(length, 1)}" height="{BAR - 6}" rx="3"/>'
            f'<text x="{LABEL + length + 6}" y="{middle}" {CENTRED}>{value}</text>'
        )
    said = escape("; ".join(f"{name}: {value}" for name, value in values), quote=True)
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {len(values) * BAR}" role="img" direction="ltr" '
        f'aria-label="{escape(title, quote=True)}. {said}">{"".join(drawn)}</svg>'
    )


def _short(name: str, most: int = 23) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


@dataclass(frozen=True, slots=True)
class _Box:
    """A name in a column of the map, and how high its middle lies."""

    name: str
    middle: float


def data_map(title: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """Return a map of three columns: where each row's first thing leads to its second, and that to its third."""
    places = [_Box(place, (number + 0.5) * LINE) for number, (_, place, _) in enumerate(rows)]
    height = len(rows) * LINE
    groups = _beside(places, [row[0] for row in rows], height)
    ends = _beside(places, [row[2] for row in rows], height)
    lines = []
    for place, (group, _, end) in zip(places, rows, strict=True):
        lines.append(_curve(GROUPS_TO, groups[group].middle, PLACES_FROM, place.middle))
        lines.append(_curve(PLACES_TO, place.middle, ENDS_FROM, ends[end].middle))
    named = [
        *(_named(box, GROUPS_TO - 8, "end", 34) for box in groups.values()),
        *(_named(box, PLACES_FROM + 8, "start", 46) for box in places),
        *(_named(box, ENDS_FROM + 8, "start", 64) for box in ends.values()),
    ]
    return (
        f'<svg class="data-map" viewBox="0 0 {MAP_WIDTH} {height}" role="img" direction="ltr" '
        f'aria-label="{escape(title, quote=True)}">{"".join(lines)}{"".join(named)}</svg>'
    )


def _beside(places: Sequence[_Box], names: Sequence[str], height: float) -> dict[str, _Box]:
    """Return a column's boxes in the order of what they lead to, spread over the height."""
    heights: dict[str, list[float]] = {}
    for place, name in zip(places, names, strict=True):
        heights.setdefault(name, []).append(place.middle)
    ordered = sorted(heights, key=lambda name: sum(heights[name]) / len(heights[name]))
    step = height / max(len(ordered), 1)
    return {name: _Box(name, (number + 0.5) * step) for number, name in enumerate(ordered)}


def _curve(begin: float, top: float, end: float, bottom: float) -> str:
    half = (begin + end) / 2
    return f'<path d="M{begin} {top:.1f}C{half} {top:.1f} {half} {bottom:.1f} {end} {bottom:.1f}"/>'


def _named(box: _Box, left: float, anchor: str, most: int) -> str:
    whole = f"<title>{escape(box.name)}</title>" if len(box.name) > most else ""
    words = escape(_short(box.name, most))
    return f'<text x="{left}" y="{box.middle:.1f}" text-anchor="{anchor}" {CENTRED}>{words}{whole}</text>'
