"""What may be said of each thing that we hold: the words in which every app declares its own. Pure.

Each app has a ``personal_data.py`` with ``HOLDINGS``. ``docs/privacy.md``, the data map and everybody's export are made
from them, and a column that nobody declared fails a test that names the file to edit.

Words are English and marked for translation, as are those of the apps (``gettext_noop as _``); whoever shows them
translates them (`privacy/catalogue.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from .roles import Role, _

#: The categories of `promises.md`, by their ids.
CATEGORIES: Final[Mapping[str, str]] = {
    "DAT-1": _("profile data"),
    "DAT-2": _("usage data"),
    "DAT-3": _("enquiry data"),
    "DAT-4": _("customer-relationship data"),
    "DAT-5": _("notification data"),
    "DAT-6": _("correspondence data"),
    "DAT-7": _("client data"),
    "DAT-8": _("message data"),
    "DAT-9": _("communication data"),
    "DAT-10": _("ban data"),
    "DAT-11": _("complaint data"),
    "DAT-12": _("transaction data"),
    "DAT-13": _("log data"),
    "NONE": _("nobody's data"),
}


class Whose(Enum):
    """Whom something is about."""

    PERSON = _("the person")
    STAFF = _("a member of staff")
    WRITER = _("whoever wrote, with or without an account")
    NOBODY = _("nobody")


class Basis(Enum):
    """Why we may hold it (GDPR, article 6)."""

    CONTRACT = _("needed for what the person asked for")
    CONSENT = _("the person said yes, and may take it back")
    INTEREST = _("legitimate interest: keeping the service safe and working")
    DUTY = _("the law says so")
    NONE = _("not personal")


class Erasure(Enum):
    """What becomes of it when the person has themselves erased."""

    DELETED = _("deleted with the account")
    CUT = _("kept, without any link to the person")
    ENDS = _("kept until its own end, which is not far")
    UNTOUCHED = _("not about the person")


@dataclass(frozen=True, slots=True)
class Part:
    """One column or field: what it is, and why its owner's export leaves it out; empty where it does not."""

    what: str
    withheld: str = ""
    corrected: str = ""  # the name of the page on which its owner corrects it; empty: they ask us to (P-11)


#: Columns that many tables have.
ROW: Final = Part(_("the row's number"), _("says nothing about anybody"))
LINKED: Final = Part(_("its number, by which other rows name it"))
OWNER: Final = Part(_("whose it is"), _("it is you; the export says so once"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One table, Redis key, cookie, storage key, log or task: what is in it, whose it is, and how long it stays."""

    place: str  # "table:accounts.Device", "redis-live:limit:*", "cookie:sessionid", "task:accounts.tasks.send"
    category: str  # one of CATEGORIES
    whose: Whose
    purpose: str
    basis: Basis
    kept: str  # how long, in words, "%(CHATEAR_USAGE_DAYS)s" for a setting; the rule stands in `retention.py`
    erasure: Erasure
    title: str = ""  # of a table: what people call it, where its own name is a library's
    seen_by: tuple[Role, ...] = ()  # who of staff may look at it; empty: nobody
    owner: str = ""  # of a table: the lookup that leads from a row to its person ("person", "device__person", "pk")
    address: str = ""  # of a table: the column with an e-mail address; the row is that of whoever confirmed it, too
    cut: tuple[str, ...] = ()  # of a table: columns emptied with the link; who has an address in one is meant, too
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
