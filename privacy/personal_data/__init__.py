"""What privacy holds, declared for the inventory in the words of `privacy/inventory.py` (promise: RET-1)."""

from typing import Final

from privacy.inventory import Holding

from . import agreed, archives, erasing, keeping, letters, looks, mails, requests

HOLDINGS: Final[tuple[Holding, ...]] = (
    *agreed.HOLDINGS,
    *mails.HOLDINGS,
    *letters.HOLDINGS,
    *looks.HOLDINGS,
    *archives.HOLDINGS,
    *keeping.HOLDINGS,
    *erasing.HOLDINGS,
    *requests.HOLDINGS,
)
