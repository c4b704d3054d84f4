"""What the policy's pages show of what the software knows: the inventory as tables, cookies, links. promise: RET-1"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from re import Match
from typing import Any, Final

from babel import Locale
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from privacy import catalogue, policy, trackers
from privacy.inventory import CATEGORIES, OWNER, ROW, Holding

#: Pages of ours that the policy's words lead to by a name of their own; the policy's own pages go by theirs.
PAGES: Final[Mapping[str, str]] = {
    "contact": "accounts:contact",
    "report-a-minor": "accounts:report_a_minor",
    "choices": "accounts:choices",
    "rights": "accounts:privacy",
    "rules": "privacy:rules",
    "changes": "privacy:changes",
}
#: What is said of things that have no columns.
ELSEWHERE: Final = {
    "redis-live": _("in the server's memory, never on disk"),
    "redis-live-channel": _("in the server's memory, never on disk"),
    "task": _("in the queue of what is to be done"),
    "file": _("as a file"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is held, in words of the page's language."""

    what: str
    why: str
    basis: str
    how_long: str
    seen_by: str


def context(drawing: policy.Drawing) -> dict[str, Any]:
    """Return what the template of a drawing needs."""
    if drawing.kind == "held":
        held = [holding for holding in catalogue.holdings() if holding.category == drawing.of]
        return {"promise": drawing.of, "caption": gettext(CATEGORIES[drawing.of]), "rows": _rows(held)}
    return {"promise": "COO-1", "rows": trackers.STORAGE if drawing.of == "storage" else trackers.cookies()}


def _rows(held: Iterable[Holding]) -> list[Row]:
    """Return what is held, what is kept for one reason in one row: a reader does not care for our tables."""
    alike: dict[tuple[str, ...], dict[str, None]] = {}
    for holding in held:
        alike.setdefault(_reasons(holding), {}).update(dict.fromkeys(_parts(holding)))
    return [Row(catalogue.in_a_row(list(parts)), *reasons) for reasons, parts in alike.items()]


def _reasons(holding: Holding) -> tuple[str, str, str, str]:
    return (
        gettext(holding.purpose),
        gettext(holding.basis.value),
        catalogue.words_on_keeping(holding).partition(" (promise:")[0],
        catalogue.words_on_staff(holding),
    )


def _parts(holding: Holding) -> list[str]:
    """Return what is in it: its columns, or where it is if it has none."""
    parts = [gettext(part.what) for part in holding.parts.values() if part not in {ROW, OWNER}]
    return parts or [str(ELSEWHERE.get(holding.kind, ""))]


def there() -> frozenset[str]:
    """Return what this site has of the things that the policy speaks of only where they are."""
    operator = settings.OPERATOR
    named = {name for name in ("safeguards", "officer", "representative_eu", "representative_uk") if operator.get(name)}
    return frozenset(named | ({"analytics"} if settings.GOOGLE_ANALYTICS_ID else set()))


def values() -> dict[str, Any]:
    """Return what settings say in the policy's words."""
    operator = settings.OPERATOR
    named = {name: operator.get(name, "") for name in ("name", "safeguards", "officer")}
    named |= {name: operator.get(name, "") for name in ("representative_eu", "representative_uk")}
    times = {"guest_days": settings.GUEST_DAYS, "usage_days": settings.USAGE_DAYS}
    times |= {"member_months": settings.MEMBER_MONTHS, "backup_days": settings.BACKUP_DAYS}
    return {**named, **times, "contact": operator["email"], "hosting": places()}


def places() -> str:
    """Return where the computers stand, countries by their names in the page's language. promise: INT-1"""
    names = Locale.parse(catalogue.language(), sep="-").territories
    return catalogue.in_a_row([names.get(place, place) for place in settings.OPERATOR["hosting"]])


def spoken(words: str, filled: Mapping[str, Any]) -> SafeString:
    """Return a paragraph as HTML: names filled in, links leading where they say. promise: COO-7"""
    parts, end = [], 0
    for found in policy.LINK.finditer(words):
        parts += [_filled(words[end : found.start()], filled), _link(found, filled)]
        end = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, _filled(words[end:], filled)]))


def _filled(words: str, filled: Mapping[str, Any]) -> SafeString:
    """Return words with names filled in, each kept apart from the direction of what is around it."""
    apart = {name: format_html("<bdi>{}</bdi>", value) for name, value in filled.items()}
    return SafeString(conditional_escape(words).format(**apart))


def _link(found: Match[str], filled: Mapping[str, Any]) -> SafeString:
    words, target = _filled(found[1], filled), found[2]
    if target.startswith("https://"):
        return format_html('<a href="{}" rel="noopener noreferrer external" target="_blank">{}</a>', target, words)
    return format_html('<a href="{}">{}</a>', address(target), words)


def address(name: str) -> str:
    """Return where a page is that the policy's words name."""
    return reverse(PAGES.get(name, f"privacy:{name}"))


def fill() -> Any:
    """Return what turns a paragraph's words into HTML on this page."""
    return partial(spoken, filled=values())
