"""Words that many declarations share."""

from typing import Final

SECRET: Final = "who has it can act as you"  # noqa: S105 - a reason, no secret
WITH_THE_ACCOUNT: Final = "as long as the account; a guest's until they stay away for CHATEAR_GUEST_DAYS days"
SUPPORT: Final = "support and administrators"
