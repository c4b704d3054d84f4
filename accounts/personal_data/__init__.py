"""What accounts holds, declared for the inventory in the words of `privacy/inventory.py` (promise: RET-1)."""

from typing import Final

from privacy.inventory import Holding

from . import keys, libraries, people, sign_in, usage

HOLDINGS: Final[tuple[Holding, ...]] = (
    *people.HOLDINGS,
    *sign_in.HOLDINGS,
    *usage.HOLDINGS,
    *libraries.HOLDINGS,
    *keys.HOLDINGS,
)
