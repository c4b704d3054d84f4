"""What shows that nothing is kept too long, and where something is kept longer or handed on."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

HOLDINGS: Final = (
    Holding(
        place="table:privacy.RetentionRun",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("to show that retention rules are run: numbers, and whose rows they were nowhere"),
        basis=Basis.NONE,
        kept=_("a year; a week where there was nothing to do"),
        rule="retention-runs",
        erasure=Erasure.UNTOUCHED,
        seen_by=(Role.ADMINISTRATOR, Role.AUDITOR),
        parts={
            "id": ROW,
            "rule": Part(_("which rule")),
            "began_at": Part(_("when it began")),
            "ended_at": Part(_("when it ended")),
            "looked": Part(_("how many rows were over")),
            "deleted": Part(_("how many went")),
            "held": Part(_("how many a legal hold kept")),
            "dry": Part(_("whether it only counted")),
            "error": Part(_("which kind of error stopped it")),
        },
    ),
    Holding(
        place="table:privacy.LegalHold",
        owner="person",
        category="DAT-4",
        whose=Whose.PERSON,
        purpose=_("to keep what a court, an authority or a claim needs, and nothing beside it"),
        basis=Basis.DUTY,
        kept=_("until it ends; that there was one, three years longer, without what it named"),
        rule="old-holds",
        erasure=Erasure.CUT,
        seen_by=(Role.ADMINISTRATOR, Role.AUDITOR),
        parts={
            "id": ROW,
            "person": OWNER,
            "table": Part(_("in which table the record is")),
            "row": Part(_("which record it is"), _("a number of ours")),
            "authority": Part(_("who asked for it"), _("who asks may forbid us to tell; ask us")),
            "reason": Part(_("why"), _("who asks may forbid us to tell; ask us")),
            "set_by": Part(_("which member of staff set it"), _("about a member of staff")),
            "set_at": Part(_("from when")),
            "ends_at": Part(_("until when")),
            "released_at": Part(_("when it was ended before that")),
        },
    ),
    Holding(
        place="table:privacy.Disclosure",
        owner="made_by",
        category="NONE",
        whose=Whose.STAFF,
        purpose=_("to answer for what was handed on: of how many people, and of whom nowhere"),
        basis=Basis.DUTY,
        kept=_("five years"),
        rule="old-disclosures",
        erasure=Erasure.CUT,
        seen_by=(Role.ADMINISTRATOR, Role.AUDITOR),
        parts={
            "id": ROW,
            "recipient": Part(_("to whom")),
            "categories": Part(_("which categories of data")),
            "why": Part(_("on which ground")),
            "details": Part(_("why, in words")),
            "people": Part(_("of how many people")),
            "made_at": Part(_("when")),
            "made_by": Part(_("by which member of staff")),
        },
    ),
)
