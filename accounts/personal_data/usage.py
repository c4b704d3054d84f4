"""How the service is used, by those who said that it may be counted."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import LINKED, OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

HOLDINGS: Final = (
    Holding(
        place="table:accounts.Visit",
        owner="person",
        category="DAT-2",
        whose=Whose.PERSON,
        purpose=_("to see how the service is used, and to better it"),
        basis=Basis.CONSENT,
        kept=_("%(CHATEAR_USAGE_DAYS)s days"),
        rule="old-visits",
        erasure=Erasure.DELETED,
        seen_by=(Role.ANALYST, Role.ADMINISTRATOR),
        parts={
            "id": LINKED,
            "person": OWNER,
            "address_hash": Part(_("hash of the address under a key of that day"), _("its key is gone")),
            "began_at": Part(_("when it began")),
            "last_at": Part(_("when the last page was seen")),
            "country": Part(_("country")),
            "region": Part(_("state or region")),
            "browser": Part(_("browser and version")),
            "system": Part(_("operating system")),
            "language": Part(_("language of the pages")),
            "referrer": Part(_("the site that led here")),
            "is_return": Part(_("whether it was not the first visit")),
            "entered_at": Part(_("when the person came in")),
            "has_talked": Part(_("whether it came to a talk")),
        },
    ),
    Holding(
        place="table:accounts.PageView",
        owner="visit__person",
        category="DAT-2",
        whose=Whose.PERSON,
        purpose=_("to see how people find their way"),
        basis=Basis.CONSENT,
        kept=_("with the visit"),
        rule="old-visits",
        erasure=Erasure.DELETED,
        seen_by=(Role.ANALYST, Role.ADMINISTRATOR),
        parts={
            "id": ROW,
            "visit": Part(_("in which visit")),
            "page": Part(_("which kind of page")),
            "at": Part(_("when")),
            "seconds": Part(_("for how long")),
        },
    ),
)
