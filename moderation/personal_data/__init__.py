"""What moderation holds, declared for the inventory in the words of `privacy/inventory.py` (promise: RET-1)."""

from typing import Final

from privacy.inventory import Holding

from . import cases, decisions, places

HOLDINGS: Final[tuple[Holding, ...]] = (*cases.HOLDINGS, *decisions.HOLDINGS, *places.HOLDINGS)
