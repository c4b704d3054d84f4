"""What matching holds, declared for the inventory in the words of `privacy/inventory.py` (promise: RET-1)."""

from typing import Final

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose

HOLDINGS: Final = (
    Holding(
        place="table:matching.Block",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose="never to let the person meet somebody again whom they blocked",
        basis=Basis.CONTRACT,
        kept="as long as the account",
        erasure=Erasure.DELETED,
        parts={
            "id": ROW,
            "owner": OWNER,
            "token": Part("a hash of two numbers", "it could be tried against others to learn who met whom"),
        },
    ),
    Holding(
        place="redis-live:{mm}:tickets",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose="to find a partner for somebody who looks for one",
        basis=Basis.CONTRACT,
        kept="while the person looks, and some seconds after; never on disk",
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:{mm}:in:*",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose="to find by wishes who waits",
        basis=Basis.CONTRACT,
        kept="while the person looks, and some seconds after; never on disk",
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:seat:*",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose="to let somebody chat in one tab at a time: which one it is",
        basis=Basis.CONTRACT,
        kept="while the tab is open, at most a day; never on disk",
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:met:*",
        category="DAT-9",
        whose=Whose.PERSON,
        purpose="not to meet the last few partners again at once: hashes that name nobody",
        basis=Basis.CONTRACT,
        kept="ten minutes; never on disk (promise: RET-7)",
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:{mm}:processes",
        category="NONE",
        whose=Whose.NOBODY,
        purpose="to know which web processes are alive",
        basis=Basis.NONE,
        kept="seconds",
        erasure=Erasure.UNTOUCHED,
    ),
    Holding(
        place="redis-live-channel:{mm}:mail:*",
        category="DAT-8",
        whose=Whose.PERSON,
        purpose="to pass on texts and signals between two web processes, encrypted",
        basis=Basis.CONTRACT,
        kept="not at all: it passes through (promise: RET-3, RET-7)",
        erasure=Erasure.UNTOUCHED,
    ),
)
