"""Write ``docs/privacy.md`` from the inventory: what we hold, table by table."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from privacy import catalogue, trackers
from privacy.inventory import CATEGORIES, Holding

PAGE: Path = settings.BASE_DIR / "docs" / "privacy.md"
HEAD = """\
# What Chatear holds

Written by `make manage DO=write_privacy` from the `personal_data.py` of each app; a test compares the two, and another
fails on a column, key or cookie that is not declared. What is promised about it stands in the policy, at `/policy/`.
"""


class Command(BaseCommand):
    """Write the page."""

    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write it where the documents are."""
        with override("en"):
            PAGE.write_text(page())
        self.stdout.write(f"{PAGE.relative_to(settings.BASE_DIR)} is written.")


def page() -> str:
    """Return the page as Markdown: categories in their order, and in each what it holds."""
    parts = [HEAD]
    for category, name in CATEGORIES.items():
        held = [holding for holding in catalogue.holdings() if holding.category == category]
        if held:
            parts += [f"## {category}: {name}\n" if category != "NONE" else "## Nobody's\n", *map(_section, held)]
    parts += ["## In the browser\n", _in_browsers()]
    return "\n".join(parts)


def _section(holding: Holding) -> str:
    facts = [
        f"### `{holding.place}`\n",
        f"{holding.purpose[:1].upper()}{holding.purpose[1:]}. Of {holding.whose.value}; {holding.basis.value}.",
        f"Kept: {_with_settings(holding.kept)}. At erasure: {holding.erasure.value}.",
        f"Staff who may look: {catalogue.words_on_staff(holding)}.\n",
    ]
    if holding.parts:
        rows = [f"| `{name}` | {part.what} | {_given(part.withheld)} |" for name, part in holding.parts.items()]
        facts += ["| column | what | in the export |", "| --- | --- | --- |", *rows, ""]
    return "\n".join(facts)


def _with_settings(kept: str) -> str:
    """Return the words with the names of settings, where people read numbers."""
    return re.sub(r"%\((\w+)\)s", r"\1", kept)


def _given(withheld: str) -> str:
    return f"no: {withheld}" if withheld else "yes"


def _in_browsers() -> str:
    rows = [
        f"| {kind} | `{stored.name}` | {stored.why} | {stored.lasts} |"
        for kind, all_stored in (("cookie", trackers.COOKIES + trackers.GOOGLE_COOKIES), ("storage", trackers.STORAGE))
        for stored in all_stored
    ]
    return "\n".join(["| where | name | why | how long |", "| --- | --- | --- | --- |", *rows, ""])
