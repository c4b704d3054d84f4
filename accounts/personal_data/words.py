"""Words that many declarations share."""

from typing import Final

from privacy.inventory import Part

ROW: Final = Part("the row's number", "says nothing about anybody")
OWNER: Final = Part("whose it is", "it is you; the export says so once")
SECRET: Final = "who has it can act as you"  # noqa: S105 - a reason, no secret
WITH_THE_ACCOUNT: Final = "as long as the account; a guest's until they stay away for CHATEAR_GUEST_DAYS days"
SUPPORT: Final = "support and administrators"
