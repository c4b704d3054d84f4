"""Every address of the site, and the words that a page shows."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

#: What stands in an address where a value does.
VALUES = {
    "int": "1",
    "uuid": str(UUID(int=7)),
    "path": "some/where",
    "str": "facebook",
    "slug": "a-word",
    "photo": "0" * 32,
    "reference": "A" * 8,
    "": "word",
}
#: What people read: these attributes of an element, and its text unless it is one of those below.
READ_ALOUD = ("alt", "aria-label", "content", "label", "placeholder", "title")
UNREAD = frozenset({"code", "kbd", "noscript", "samp", "script", "style", "svg"})
#: Names are the same in every language; whatever else is in Latin letters on an Arabic page has no translation.
NAMES = frozenset(
    """
    Chatear JavaScript IP UTC Esc DB-IP Geolocation by Wi-Fi QR TURN STUN TCP UDP HTTPS URL ZIP JSON HTML
    IMEI ESN JPEG PNG WebP MB TLS PIPEDA
    Telegram Google Facebook Apple Twitter VK PayPal Stripe Segpay Interkassa SecurionPay SMSBILL Analytics
    Do Not Track Global Privacy Control Ann
    """.split()  # noqa: SIM905 - one a word
)
LATIN = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
#: What is called so in every language: authorities, and a law.
OFFICES = (
    "California Privacy Protection Agency",
    "Information Commissioner's Office",
    "Office of the Privacy Commissioner of Canada",
    "Shine the Light",
)
#: Of no language: an e-mail address, an internet address, a time zone, the reference of a letter.
NOT_WORDS = re.compile(rf"\b[A-Z0-9]{{8}}\b|\S+@\S+|https?://\S*|\b[A-Z]\w+/[\w/+-]+|{'|'.join(OFFICES)}")
EMPTY = frozenset({"base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def every_page(
    resolver: URLResolver | None = None, before: str = "", names: Sequence[str] = (), apps: Sequence[str | None] = ()
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield every address of the site with its name and the apps it is of."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + filled_in(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from every_page(entry, route, [*names, *filter(None, [entry.namespace])], [*apps, entry.app_name])
        elif isinstance(entry, URLPattern):
            yield "/" + route, ":".join([*names, entry.name or ""]), [app for app in apps if app]


def filled_in(route: str) -> str:
    """Return a route with a value in each of its gaps."""
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "word", route)  # as regular expressions write a gap
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda gap: VALUES.get(gap[1] or "str", "word"), route)
    return re.sub(r"[\^$]|\\Z", "", route)


def pages_with_a_language() -> list[str]:
    """Return the addresses that people read, without the language in front."""
    return sorted({path.removeprefix("/en/") for path, _, _ in every_page() if re.match("/en/(?!jsi18n)", path)})


class Words(HTMLParser):
    """Collects what people read of a page in its own language: text, and attributes that are read aloud."""

    def __init__(self) -> None:
        """Begin outside of every element."""
        super().__init__()
        self.found: list[str] = []
        self._silent: list[str] = []  # the elements around, from the outermost one that does not count
        self._language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says of itself, and whether what is in it counts."""
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._language = given["lang"]
        elsewhere = given.get("lang", self._language) != self._language or given.get("translate") == "no"
        if not self._silent and not elsewhere and not (tag == "meta" and given.get("name") != "description"):
            self.found += [given[name] for name in READ_ALOUD if given.get(name)]
            self.found += [given["value"]] if tag == "input" and given.get("type") in {"submit", "button"} else []
        if tag not in EMPTY and (self._silent or elsewhere or tag in UNREAD):
            self._silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if self._silent and tag in self._silent:
            while self._silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if data.strip() and not self._silent:
            self.found.append(" ".join(data.split()))


def words_of(page: str) -> list[str]:
    """Return what people read of a page."""
    reader = Words()
    reader.feed(page)
    return reader.found


def left_over(page: str) -> set[str]:
    """Return the Latin words of a page that are no names: on an Arabic page, what was not translated."""
    return {word for text in words_of(page) for word in LATIN.findall(NOT_WORDS.sub(" ", text))} - NAMES
