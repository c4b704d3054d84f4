"""Who is to be erased, who was, and what people object to."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

HOLDINGS: Final = (
    Holding(
        place="table:privacy.Erasure",
        category="DAT-4",
        whose=Whose.PERSON,
        purpose=_("to erase somebody completely, and again if a backup brings them back"),
        basis=Basis.DUTY,
        kept=_("%(CHATEAR_BACKUP_DAYS)s days after it is done, as a hash of the account's number alone"),
        rule="old-erasures",
        erasure=Erasure.ENDS,
        seen_by=(Role.ADMINISTRATOR, Role.AUDITOR),
        owner="person",
        address="email",
        parts={
            "id": ROW,
            "number": Part(_("its number")),
            "person": OWNER,
            "why": Part(_("why")),
            "state": Part(_("how far it is")),
            "asked_at": Part(_("when it was asked for")),
            "due_at": Part(_("when it begins")),
            "ended_at": Part(_("when it was withdrawn or done")),
            "email": Part(_("where the receipt goes, until it is sent")),
            "language": Part(_("in which language")),
            "journal": Part(_("what was done, step by step")),
            "stays": Part(_("in which tables something stays")),
            "held": Part(_("how many rows a legal hold keeps")),
            "person_hash": Part(_("keyed hash of the account's number"), _("a hash that only we can make")),
        },
    ),
    Holding(
        place="table:privacy.Objection",
        category="DAT-4",
        whose=Whose.PERSON,
        purpose=_("not to do what somebody objects to"),
        basis=Basis.DUTY,
        kept=_("until it is taken back; with the account"),
        erasure=Erasure.DELETED,
        seen_by=(Role.ADMINISTRATOR, Role.AUDITOR),
        owner="person",
        parts={
            "id": ROW,
            "person": OWNER,
            "what": Part(_("to what")),
            "objected_at": Part(_("since when")),
        },
    ),
    Holding(
        place="file:erasures/*",
        category="DAT-4",
        whose=Whose.PERSON,
        purpose=_("to erase somebody again if a backup brings them back: a keyed hash of the account's number"),
        basis=Basis.DUTY,
        kept=_("as long as backups: %(CHATEAR_BACKUP_DAYS)s days"),
        rule="old-ledger",
        erasure=Erasure.ENDS,
        seen_by=(Role.ADMINISTRATOR,),
    ),
)
