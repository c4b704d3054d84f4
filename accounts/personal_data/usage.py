"""How the service is used, by those who said that it may be counted."""

from typing import Final

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose

HOLDINGS: Final = (
    Holding(
        place="table:accounts.Visit",
        category="DAT-2",
        whose=Whose.PERSON,
        purpose="to see how the service is used, and to better it",
        basis=Basis.CONSENT,
        kept="CHATEAR_USAGE_DAYS days",
        erasure=Erasure.DELETED,
        seen_by="analysts, as numbers of ten and more",
        parts={
            "id": ROW,
            "person": OWNER,
            "address_hash": Part("hash of the address under a key of that day", "its key is gone"),
            "began_at": Part("when it began"),
            "last_at": Part("when the last page was seen"),
            "country": Part("country"),
            "region": Part("state or region"),
            "browser": Part("browser and version"),
            "system": Part("operating system"),
            "language": Part("language of the pages"),
            "referrer": Part("the site that led here"),
            "is_return": Part("whether it was not the first visit"),
            "entered_at": Part("when the person came in"),
            "has_talked": Part("whether it came to a talk"),
        },
    ),
    Holding(
        place="table:accounts.PageView",
        category="DAT-2",
        whose=Whose.PERSON,
        purpose="to see how people find their way",
        basis=Basis.CONSENT,
        kept="with the visit",
        erasure=Erasure.DELETED,
        seen_by="analysts, as numbers of ten and more",
        parts={
            "id": ROW,
            "visit": Part("in which visit"),
            "page": Part("which kind of page"),
            "at": Part("when"),
            "seconds": Part("for how long"),
        },
    ),
)
