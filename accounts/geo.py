"""Where an address is: country and state, and nothing nearer. promise: DAT-2

The bundled table is made of DB-IP's city database (CC BY 4.0, https://db-ip.com) by ``manage.py build_places``.
"""

from dataclasses import dataclass
from functools import cache
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Final

import maxminddb
from babel import Locale
from django.conf import settings

from . import places

PACKED: Final = Path(__file__).parent / "data" / "places.xz"


@dataclass(frozen=True, slots=True)
class Place:
    """A country (ISO 3166-1 alpha-2) and a state, as far as they are known."""

    country: str
    state: str


def place_of(address: str) -> Place | None:
    """Return where an address is, or None where nobody can say: at home, in a local network, in no table."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if not parsed.is_global:
        return None
    found = _in_databases(str(parsed)) if settings.GEO_DB else _table().find(parsed)
    return Place(*found) if found else None


@cache
def _table() -> places.Table:
    return places.unpack(PACKED, settings.DATA_DIR / "places.bin")


@cache
def _databases() -> list[maxminddb.Reader]:
    return [maxminddb.open_database(path) for path in settings.GEO_DB]


def _in_databases(address: str) -> tuple[str, str] | None:
    """Look into the operator's own databases, in MaxMind's schema or DB-IP's flat one."""
    for database in _databases():
        try:
            record = database.get(address)
        except ValueError:
            continue  # an IPv6 address in a database of IPv4
        if isinstance(record, dict):
            return _country_and_state(record)
    return None


def _country_and_state(record: dict[str, object]) -> tuple[str, str] | None:
    if code := record.get("country_code"):
        return str(code), str(record.get("state1") or "")
    country, states = record.get("country"), record.get("subdivisions")
    if not isinstance(country, dict) or not country.get("iso_code"):
        return None
    first = states[0] if isinstance(states, list) and states else {}
    names = first.get("names") if isinstance(first, dict) else None
    return str(country["iso_code"]), str(names.get("en", "")) if isinstance(names, dict) else ""


def country_name(code: str, language: str) -> str:
    """Return a country's name in a language of the site."""
    return str(Locale.parse(language, sep="-").territories.get(code, code))


def countries(language: str) -> list[tuple[str, str]]:
    """Return all countries as (code, name), by name."""
    named = Locale.parse(language, sep="-").territories
    found = [(code, name) for code, name in named.items() if code.isalpha() and code not in NOWHERE]
    return sorted(found, key=lambda country: country[1].casefold())


#: Codes of CLDR that are no countries: unions, made-up ones, and parts that no table of addresses tells apart.
NOWHERE = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def languages(language: str) -> list[tuple[str, str]]:
    """Return the languages that people may speak as (code, name), by name."""
    named = Locale.parse(language, sep="-").languages
    return sorted(((code, named[code]) for code in SPOKEN if code in named), key=lambda spoken: spoken[1].casefold())


#: What is offered: the languages with the most speakers on the net, and those of Europe.
SPOKEN = [
    "ar",
    "az",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fil",
    "fr",
    "ga",
    "gl",
    "gu",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "is",
    "it",
    "ja",
    "ka",
    "kk",
    "ko",
    "lt",
    "lv",
    "mk",
    "mr",
    "ms",
    "mt",
    "nb",
    "nl",
    "pa",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "th",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "yue",
    "zh",
]
