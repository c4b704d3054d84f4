"""What matching holds, declared for the inventory in the words of `privacy/inventory.py` (promise: RET-1)."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose

HOLDINGS: Final = (
    Holding(
        place="table:matching.Block",
        owner="owner",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose=_("never to let the person meet somebody again whom they blocked"),
        basis=Basis.CONTRACT,
        kept=_("as long as the account"),
        erasure=Erasure.DELETED,
        parts={
            "id": ROW,
            "owner": OWNER,
            "token": Part(_("a hash of two numbers"), _("it could be tried against others to learn who met whom")),
        },
    ),
    Holding(
        place="redis-live:{mm}:tickets",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose=_("to find a partner for somebody who looks for one"),
        basis=Basis.CONTRACT,
        kept=_("while the person looks, and some seconds after; never on disk"),
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:{mm}:in:*",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose=_("to find by wishes who waits"),
        basis=Basis.CONTRACT,
        kept=_("while the person looks, and some seconds after; never on disk"),
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:seat:*",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose=_("to let somebody chat in one tab at a time: which one it is"),
        basis=Basis.CONTRACT,
        kept=_("while the tab is open, at most a day; never on disk"),
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:met:*",
        category="DAT-9",
        whose=Whose.PERSON,
        purpose=_("not to meet the last few partners again at once: hashes that name nobody"),
        basis=Basis.CONTRACT,
        kept=_("ten minutes; never on disk"),
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:behaviour:*",
        category="DAT-10",
        whose=Whose.PERSON,
        purpose=_(
            "to notice misbehaviour: how often partners leave at once, how long chats last, what messages are like, how "
            "many complain; numbers that fade, without partners or words"
        ),
        basis=Basis.INTEREST,
        kept=_("six hours at most; never on disk"),
        erasure=Erasure.DELETED,
    ),
    Holding(
        place="redis-live:detected:*",
        category="DAT-10",
        whose=Whose.PERSON,
        purpose=_("to warn before anything else is done: how often a rule has noticed somebody today"),
        basis=Basis.INTEREST,
        kept=_("a day; never on disk"),
        erasure=Erasure.DELETED,
    ),
    Holding(
        place="redis-live:look:*",
        category="DAT-10",
        whose=Whose.PERSON,
        purpose=_("to have one picture taken of somebody about whom a complaint came: how, without an address"),
        basis=Basis.INTEREST,
        kept=_("fifteen seconds; never on disk"),
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:watched",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("to know whether a moderator is on duty"),
        basis=Basis.NONE,
        kept=_("half an hour; never on disk"),
        erasure=Erasure.UNTOUCHED,
    ),
    Holding(
        place="redis-live:{mm}:processes",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("to know which web processes are alive"),
        basis=Basis.NONE,
        kept=_("seconds"),
        erasure=Erasure.UNTOUCHED,
    ),
    Holding(
        place="redis-live-channel:{mm}:mail:*",
        category="DAT-8",
        whose=Whose.PERSON,
        purpose=_("to pass on texts and signals between two web processes, encrypted"),
        basis=Basis.CONTRACT,
        kept=_("not at all: it passes through"),
        erasure=Erasure.UNTOUCHED,
    ),
)
