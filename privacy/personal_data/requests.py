"""What people asked of us by their rights."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

HOLDINGS: Final = (
    Holding(
        place="table:privacy.RightsRequest",
        owner="person",
        address="email",
        category="DAT-6",
        whose=Whose.WRITER,
        purpose=_("to answer in time what somebody asks by a right of theirs, and to show that it was done"),
        basis=Basis.DUTY,
        kept=_("two years after the answer; 30 days where nobody says yes by mail"),
        rule="requests-ended",
        erasure=Erasure.CUT,
        seen_by=(Role.SUPPORT, Role.ADMINISTRATOR),
        parts={
            "id": ROW,
            "number": Part(_("its number")),
            "person": OWNER,
            "email": Part(_("where an answer goes, without an account")),
            "kind": Part(_("what is asked for")),
            "law": Part(_("under which law")),
            "place": Part(_("the country, or the state, whose law it is")),
            "state": Part(_("what has become of it")),
            "language": Part(_("in which language")),
            "words": Part(_("what was written")),
            "came_at": Part(_("when it came")),
            "confirm_date": Part(_("by which day it is to be confirmed")),
            "confirmed_at": Part(_("when it was confirmed")),
            "due_date": Part(_("by which day it is to be answered")),
            "extended_at": Part(_("when more time was taken")),
            "extension": Part(_("why it takes longer")),
            "ended_at": Part(_("when it was answered or withdrawn")),
            "answer": Part(_("the answer")),
            "reminded": Part(_("how near the day was when staff was reminded last")),
        },
    ),
)
