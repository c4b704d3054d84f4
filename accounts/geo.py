"""Where an address is: country and state, and nothing nearer. promise: DAT-2"""

from dataclasses import dataclass

from babel import Locale


@dataclass(frozen=True, slots=True)
class Place:
    """A country (ISO 3166-1 alpha-2) and a state, as far as they are known."""

    country: str
    state: str


def place_of(address: str) -> Place | None:
    """Return where an address is, or None where nobody can say."""
    del address
    return None


def country_name(code: str, language: str) -> str:
    """Return a country's name in a language of the site."""
    return str(Locale.parse(language, sep="-").territories.get(code, code))


def countries(language: str) -> list[tuple[str, str]]:
    """Return all countries as (code, name), by name."""
    named = Locale.parse(language, sep="-").territories
    found = [(code, name) for code, name in named.items() if len(code) == 2 and code.isalpha() and code not in NOWHERE]
    return sorted(found, key=lambda country: country[1].casefold())


#: Codes of CLDR that are no countries.
NOWHERE = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def languages(language: str) -> list[tuple[str, str]]:
    """Return the languages that people may speak as (code, name), by name."""
    named = Locale.parse(language, sep="-").languages
    return sorted(((code, named[code]) for code in SPOKEN if code in named), key=lambda spoken: spoken[1].casefold())


#: What is offered: the languages with the most speakers on the net, and those of Europe.
SPOKEN = (
    "ar az bg bn bs ca cs da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk ko lt lv mk mr ms "
    "mt nb nl pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi yue zh"
).split()
