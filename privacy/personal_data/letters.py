"""What people wrote to the operator."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

HOLDINGS: Final = (
    Holding(
        place="table:privacy.Letter",
        owner="person",
        category="DAT-6",
        whose=Whose.WRITER,
        purpose=_("to answer, and to act on what was reported"),
        basis=Basis.INTEREST,
        kept=_("a year after it is done"),
        rule="letters-done",
        erasure=Erasure.CUT,
        cut=("email",),
        seen_by=(Role.SUPPORT, Role.MODERATOR, Role.SENIOR, Role.CHILD_SAFETY, Role.ADMINISTRATOR),
        parts={
            "id": ROW,
            "reference": Part(_("its reference number")),
            "kind": Part(_("what it is about")),
            "person": OWNER,
            "email": Part(_("where an answer is wished")),
            "language": Part(_("in which language")),
            "body": Part(_("what was written")),
            "came_at": Part(_("when it came")),
            "done_at": Part(_("when it was done")),
        },
    ),
)
