"""What staff may be, and what each role may do besides looking (promise: SEC-3). Pure.

What a role may look at stands in the inventory, table by table: ``Holding.seen_by``.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


def _(words: str) -> str:
    """Mark words for translation, as Django's ``gettext_noop`` does; this module stays free of Django."""
    return words


#: Whoever a command made: `createsuperuser`, or the first start of a copy.
SUPERUSER: Final = _("superuser")


class Role(Enum):
    """A role of staff; its value is the name of its group, and what people read."""

    SUPPORT = _("support")
    MODERATOR = _("moderator")
    SENIOR = _("senior moderator")
    CHILD_SAFETY = _("child safety")
    BILLING = _("billing")
    ANALYST = _("analyst")
    AUDITOR = _("auditor")
    ADMINISTRATOR = _("administrator")


#: Permissions to do something, by role: ``app.codename``. Looking is added from the inventory.
MAY_DO: Final[Mapping[Role, frozenset[str]]] = {
    Role.SUPPORT: frozenset({"privacy.change_letter", "privacy.change_rightsrequest"}),
    Role.MODERATOR: frozenset({"accounts.add_exclusion", "moderation.decide_case", "privacy.change_letter"}),
    Role.SENIOR: frozenset(
        {
            "accounts.add_exclusion",
            "accounts.delete_exclusion",
            "moderation.change_rule",
            "moderation.decide_case",
            "moderation.second_case",
            "privacy.change_letter",
        }
    ),
    Role.CHILD_SAFETY: frozenset(
        {
            "accounts.add_exclusion",
            "accounts.remove_minor",
            "moderation.decide_case",
            "moderation.escalated_case",
            "moderation.second_case",  # of what a colleague has decided there: nobody else may see it
            "privacy.add_legalhold",
            "privacy.change_letter",
        }
    ),
    Role.BILLING: frozenset(),
    Role.ANALYST: frozenset(),
    Role.AUDITOR: frozenset(),
    Role.ADMINISTRATOR: frozenset(
        {
            "accounts.add_exclusion",
            "accounts.delete_exclusion",
            "accounts.give_roles",
            "accounts.remove_minor",
            "moderation.change_rule",
            "moderation.decide_case",
            "moderation.escalated_case",
            "moderation.second_case",
            "privacy.add_disclosure",
            "privacy.add_legalhold",
            "privacy.change_legalhold",
            "privacy.change_letter",
            "privacy.change_rightsrequest",
        }
    ),
}
