"""Which browser and which system somebody comes with, as their own User-Agent says it. Pure."""

from typing import Final

from ua_parser import parse

LONGEST: Final = 60  # characters, as a column is wide
READ: Final = 500  # characters of a User-Agent: real ones are shorter, and a long one costs time


def describe(user_agent: str) -> tuple[str, str]:
    """Return browser and system, each with the first number of its version; nothing for what is not known.

    promise: DAT-7
    """
    found = parse(user_agent[:READ])
    browser = _named(found.user_agent.family, found.user_agent.major) if found.user_agent else ""
    system = _named(found.os.family, found.os.major) if found.os else ""
    return browser, system


def _named(family: str, major: str | None) -> str:
    return f"{family} {major or ''}".strip()[:LONGEST]
