"""What people wrote to the operator."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import LINKED, OWNER, ROW, Basis, Erasure, Holding, Part, Whose
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
        cut=("email", "name"),
        seen_by=(Role.SUPPORT, Role.MODERATOR, Role.SENIOR, Role.CHILD_SAFETY, Role.ADMINISTRATOR),
        parts={
            "id": LINKED,
            "reference": Part(_("its reference number")),
            "kind": Part(_("what it is about")),
            "person": OWNER,
            "email": Part(_("where an answer is wished")),
            "name": Part(_("your name, where a law asks for it")),
            "place": Part(_("where we find what it is about")),
            "is_proved": Part(_("whether a browser worked for it")),
            "due_at": Part(_("by when a law wants it done")),
            "reminded": Part(_("whether staff was reminded")),
            "taken_by": Part(_("which member of staff is at it"), _("about a member of staff")),
            "language": Part(_("in which language")),
            "body": Part(_("what was written")),
            "came_at": Part(_("when it came")),
            "done_at": Part(_("when it was done")),
        },
    ),
    Holding(
        place="table:privacy.Reply",
        owner="letter__person",
        title=_("answers to what you wrote"),
        category="DAT-6",
        whose=Whose.WRITER,
        purpose=_("to answer, and to act on what was reported"),
        basis=Basis.INTEREST,
        kept=_("with the letter"),
        rule="letters-done",
        erasure=Erasure.CUT,
        seen_by=(Role.SUPPORT, Role.MODERATOR, Role.SENIOR, Role.CHILD_SAFETY, Role.ADMINISTRATOR),
        parts={
            "id": ROW,
            "letter": Part(_("to which letter")),
            "staff": Part(_("which member of staff answered"), _("about a member of staff")),
            "is_ours": Part(_("from us, or from whoever wrote")),
            "body": Part(_("what was written")),
            "at": Part(_("when")),
        },
    ),
    Holding(
        place="redis-live:captcha:*",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("to take the solution of a riddle once: a hash of a random number"),
        basis=Basis.NONE,
        kept=_("20 minutes; never on disk"),
        erasure=Erasure.ENDS,
    ),
)
