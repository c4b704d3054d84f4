"""Pictures that the server draws, as SVG: without a script, in the colours of the page around them. Pure."""

from collections.abc import Sequence
from html import escape
from typing import Final

WIDTH: Final = 640
BAR: Final = 22  # height of one bar, with the gap under it
LABEL: Final = 200  # width of what stands before a bar
CENTRED: Final = 'dominant-baseline="central"'
FIGURE: Final = 60  # width of the number behind it


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


def _short(name: str, most: int = 28) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
