"""What accounts keeps in Redis, and what its tasks are told."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import Basis, Erasure, Holding, Whose

HOLDINGS: Final = (
    Holding(
        place="redis-live:limit:*",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose=_("to slow down whoever knocks too often: a person's number or the keyed hash of an address"),
        basis=Basis.INTEREST,
        kept=_("until the limit has grown back, some minutes; never on disk"),
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:from:*",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose=_("to keep somebody who is kept out from coming back as somebody new: the keyed hash of an address"),
        basis=Basis.INTEREST,
        kept=_("a day after the person came last; never on disk"),
        erasure=Erasure.DELETED,
    ),
    Holding(
        place="redis-live:told:*",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose=_("to show somebody what another service told, before anything of it is kept"),
        basis=Basis.CONSENT,
        kept=_("until the person says yes or no, at most 15 minutes; never on disk"),
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="redis-live:once:*",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("to take an answer of another service once: a random word, or the answer's signature"),
        basis=Basis.NONE,
        kept=_("15 minutes; never on disk"),
        erasure=Erasure.UNTOUCHED,
    ),
    Holding(
        place="redis-live:usage:key:*",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_(
            "the key of one day, under which visits hash their addresses: without it no two days can be compared"
        ),
        basis=Basis.NONE,
        kept=_("until a few minutes after that day has ended; never on disk"),
        erasure=Erasure.UNTOUCHED,
    ),
    Holding(
        place="redis-live:passkey:*",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose=_("to take a passkey's answer to our question once: a random word, and the number of who was asked"),
        basis=Basis.CONTRACT,
        kept=_("until it is answered, at most 5 minutes; never on disk"),
        erasure=Erasure.ENDS,
    ),
)
