"""What people take along of what is held about them."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose

HOLDINGS: Final = (
    Holding(
        place="table:privacy.Archive",
        owner="person",
        category="DAT-4",
        whose=Whose.PERSON,
        purpose=_("to hand somebody a copy of what is held about them"),
        basis=Basis.DUTY,
        kept=_("the file until it is fetched, at most 48 hours; that there was one, a month"),
        rule="copies-over",
        erasure=Erasure.DELETED,
        parts={
            "id": ROW,
            "person": OWNER,
            "state": Part(_("how far it is")),
            "progress": Part(_("how much of it is done")),
            "language": Part(_("in which language")),
            "asked_at": Part(_("when it was asked for")),
            "touched_at": Part(_("when it was worked on last"), _("says nothing about anybody")),
            "ready_at": Part(_("when it was ready")),
            "ends_at": Part(_("until when it could be fetched")),
            "over_at": Part(_("when it was fetched, or gone")),
            "name": Part(_("the name of its file"), _("it opens nothing, and is gone when the file is")),
            "key": Part(_("what the file is sealed with"), _("who has it can read the file")),
            "size": Part(_("how large it is")),
        },
    ),
    Holding(
        place="file:archives/*.sealed",
        category="DAT-4",
        whose=Whose.PERSON,
        purpose=_("the copy itself, sealed under a key that stands in its row alone"),
        basis=Basis.DUTY,
        kept=_("until it is fetched, at most 48 hours; nothing opens it once its row is over"),
        rule="copies-over",
        erasure=Erasure.DELETED,
    ),
    Holding(
        place="task:privacy.tasks.make_archive(archive_id)",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("to name the row of a copy that is to be made"),
        basis=Basis.NONE,
        kept=_("until it is made"),
        erasure=Erasure.ENDS,
    ),
)
