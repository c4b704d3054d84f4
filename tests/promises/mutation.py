"""What a mutation is: one way of breaking a promise, and the tests that must notice."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One way of breaking a promise: a text in a function that becomes another, or a name with another value."""

    promise: str
    words: str  # what is broken
    where: str  # "accounts.suppression:LEAST", "chatear.staff:StaffPages.process_view"
    new: Any
    tests: tuple[str, ...]
    old: str = ""  # in the function's source; empty: the name gets the value
    quick: bool = False  # its tests need no database and take less than two seconds
