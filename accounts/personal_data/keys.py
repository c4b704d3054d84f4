"""What accounts keeps in Redis, and what its tasks are told."""

from typing import Final

from privacy.inventory import Basis, Erasure, Holding, Whose

HOLDINGS: Final = (
    Holding(
        place="redis-live:limit:*",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose="to slow down whoever knocks too often: a person's number or the keyed hash of an address",
        basis=Basis.INTEREST,
        kept="until the limit has grown back, some minutes; never on disk",
        erasure=Erasure.ENDS,
    ),
)
