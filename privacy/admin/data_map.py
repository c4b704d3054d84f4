"""The map of what is held: which category lies where, and how long it stays; drawn from the inventory (promise: RET-1).

It shows no row of anybody, and so every member of staff may look at it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from privacy import catalogue, drawing
from privacy.inventory import CATEGORIES, Holding


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is held, in the words of whoever looks."""

    holding: Holding

    @property
    def category(self) -> str:
        """Its category, with the id."""
        name = capfirst(gettext(CATEGORIES[self.holding.category]))
        return name if self.holding.category == "NONE" else f"{self.holding.category} {name}"

    @property
    def kept(self) -> str:
        """How long it stays."""
        return catalogue.words_on_keeping(self.holding)

    @property
    def staff(self) -> str:
        """Which roles of staff may look at it."""
        return catalogue.words_on_staff(self.holding)

    @property
    def words(self) -> tuple[str, str, str, str]:
        """What it is for, whose it is, why it may be held, and what erasing does."""
        held = self.holding
        purpose, whose, basis, erasure = held.purpose, held.whose.value, held.basis.value, held.erasure.value
        return gettext(purpose), gettext(whose), gettext(basis), gettext(erasure)

    @property
    def columns(self) -> str:
        """How many of its columns are handed over at an access request, of how many."""
        parts = self.holding.parts.values()
        return f"{sum(not part.withheld for part in parts)} / {len(parts)}" if parts else ""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the picture, and under it the same as a table."""
    lines = list(_lines())
    context = {"title": _("What is held, and how long"), "lines": lines, "picture": _picture(lines)}
    return render(request, "admin/data_map.html", admin.site.each_context(request) | context)


def _lines() -> Iterator[Line]:
    for category in CATEGORIES:
        yield from (Line(holding) for holding in catalogue.holdings() if holding.category == category)


def _picture(lines: list[Line]) -> SafeString:
    about_people = [line for line in lines if line.holding.category != "NONE"]
    rows = [(line.category, line.holding.place, line.kept) for line in about_people]
    title = gettext("Each category, where it lies, and how long it is kept there; the table says the same.")
    return mark_safe(drawing.data_map(title, rows))  # noqa: S308 - drawn by us, and every word in it is escaped
