"""What may be said of each thing that we hold: the words in which every app declares its own. Pure.

Each app has a ``personal_data.py`` with ``HOLDINGS``. ``docs/privacy.md`` is made from them, and a column that nobody
declared fails a test that names the file to edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

#: The categories of `promises.md`, by their ids.
CATEGORIES: Final[Mapping[str, str]] = {
    "DAT-1": "profile data",
    "DAT-2": "usage data",
    "DAT-3": "enquiry data",
    "DAT-4": "customer-relationship data",
    "DAT-5": "notification data",
    "DAT-6": "correspondence data",
    "DAT-7": "client data",
    "DAT-8": "message data",
    "DAT-9": "communication data",
    "DAT-10": "ban data",
    "DAT-11": "complaint data",
    "DAT-12": "transaction data",
    "DAT-13": "log data",
    "NONE": "nobody's data",
}


class Whose(Enum):
    """Whom something is about."""

    PERSON = "the person"
    STAFF = "a member of staff"
    WRITER = "whoever wrote, with or without an account"
    NOBODY = "nobody"


class Basis(Enum):
    """Why we may hold it (GDPR, article 6)."""

    CONTRACT = "needed for what the person asked for"
    CONSENT = "the person said yes, and may take it back"
    INTEREST = "legitimate interest: keeping the service safe and working"
    DUTY = "the law says so"
    NONE = "not personal"


class Erasure(Enum):
    """What becomes of it when the person has themselves erased."""

    DELETED = "deleted with the account"
    CUT = "kept, without any link to the person"
    ENDS = "kept until its own end, which is not far"
    UNTOUCHED = "not about the person"


@dataclass(frozen=True, slots=True)
class Part:
    """One column or field: what it is, and why its owner's export leaves it out; empty where it does not."""

    what: str
    withheld: str = ""


#: Two columns that nearly every table has.
ROW: Final = Part("the row's number", "says nothing about anybody")
OWNER: Final = Part("whose it is", "it is you; the export says so once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One table, Redis key, cookie, storage key, log or task: what is in it, whose it is, and how long it stays."""

    place: str  # "table:accounts.Device", "redis-live:limit:*", "cookie:sessionid", "task:accounts.tasks.send"
    category: str  # one of CATEGORIES
    whose: Whose
    purpose: str
    basis: Basis
    kept: str  # how long, in words; the rule that sees to it stands in `retention.py`
    erasure: Erasure
    seen_by: str = ""  # who of staff may look at it; empty: nobody
    owner: str = ""  # of a table: the lookup that leads from a row to its person ("person", "device__person", "pk")
    rule: str = ""  # the retention rule that sees to ``kept``; empty where it goes with its owner
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return what sort of place it is."""
        return self.place.partition(":")[0]

    @property
    def name(self) -> str:
        """Return what it is called there."""
        return self.place.partition(":")[2]


def keys_of(name: str) -> str:
    """Return the regular expression that the keys of a Redis pattern match: ``*`` stands for anything."""
    escape = {character: f"\\{character}" for character in r"{}[]().+?|^$\\"}
    return "".join(".*" if character == "*" else escape.get(character, character) for character in name)
