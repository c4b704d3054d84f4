"""What people are sent, and what is on its way."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

HOLDINGS: Final = (
    Holding(
        place="table:privacy.Subscription",
        owner="person",
        address="email",
        category="DAT-5",
        whose=Whose.WRITER,
        purpose=_("to send notices and the newsletter to whoever asked for them"),
        basis=Basis.CONSENT,
        kept=_("until it is ended; a week where it is never confirmed"),
        rule="unconfirmed-subscriptions",
        erasure=Erasure.DELETED,
        seen_by=(Role.ADMINISTRATOR,),
        parts={
            "id": ROW,
            "person": OWNER,
            "email": Part(_("the address"), corrected="accounts:notices"),
            "what": Part(_("what is sent"), corrected="accounts:notices"),
            "language": Part(_("in which language")),
            "asked_at": Part(_("when it was asked for")),
            "confirmed_at": Part(_("when it was confirmed")),
        },
    ),
    Holding(
        place="table:privacy.Outgoing",
        address="to",
        category="DAT-4",
        whose=Whose.PERSON,
        purpose=_("to send a mail although the mail server is away"),
        basis=Basis.CONTRACT,
        kept=_("until it is sent: seconds, at most some hours"),
        rule="unsent-mails",
        erasure=Erasure.ENDS,
        parts={
            "id": ROW,
            "template": Part(_("which mail")),
            "to": Part(_("to whom")),
            "language": Part(_("in which language")),
            "content": Part(_("what its words need"), _("it may hold a link by which somebody signs in")),
            "headers": Part(_("how it may be ended")),
            "asked_at": Part(_("when it was asked for")),
            "tries": Part(_("how often it was tried")),
            "next_at": Part(_("when it is tried again")),
        },
    ),
    Holding(
        place="task:privacy.tasks.send_mail(mail_id)",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("to name the row of a mail; the address stays in the row"),
        basis=Basis.NONE,
        kept=_("until it is sent"),
        erasure=Erasure.ENDS,
    ),
)
