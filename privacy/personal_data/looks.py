"""What staff looked at, declared (promise: SEC-3)."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

TWO_YEARS: Final = _("two years")

HOLDINGS: Final = (
    Holding(
        place="table:privacy.Look",
        category="DAT-13",
        whose=Whose.STAFF,
        purpose=_("to answer for what staff looked at, and why"),
        basis=Basis.DUTY,
        kept=TWO_YEARS,
        rule="old-looks",
        owner="staff",
        title=_("what you looked at as staff"),
        seen_by=(Role.AUDITOR, Role.ADMINISTRATOR),
        erasure=Erasure.UNTOUCHED,
        parts={
            "id": ROW,
            "number": Part(_("its place in the row of all looks"), _("says nothing about anybody")),
            "at": Part(_("when")),
            "staff": OWNER,
            "roles": Part(_("in which roles")),
            "action": Part(_("what was done")),
            "what": Part(_("in which table or on which page")),
            "row": Part(_("which row"), _("it stands for somebody else")),
            "about": Part(_("keyed hash of who was looked at"), _("it stands for somebody else")),
            "reason": Part(_("why")),
            "before_at": Part(_("when the record before it was written"), _("says nothing about anybody")),
            "before": Part(_("the seal of the record before it"), _("says nothing about anybody")),
            "seal": Part(_("its own seal"), _("says nothing about anybody")),
        },
    ),
    Holding(
        place="table:privacy.LookedAt",
        category="DAT-13",
        whose=Whose.PERSON,
        owner="person",
        title=_("who of our staff looked at your data"),
        purpose=_("to tell people who of our staff looked at their data, and why"),
        basis=Basis.DUTY,
        kept=TWO_YEARS,
        rule="old-looks",
        erasure=Erasure.DELETED,
        parts={
            "id": ROW,
            "look": Part(_("which look"), _("it names a member of staff")),
            "person": OWNER,
            "day": Part(_("on which day")),
            "roles": Part(_("in which roles")),
            "action": Part(_("what was done")),
            "what": Part(_("in which table or on which page")),
            "reason": Part(_("why")),
        },
    ),
)
