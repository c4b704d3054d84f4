"""What privacy holds, declared for the inventory in the words of `privacy/inventory.py` (promise: RET-1)."""

from typing import Final

from .inventory import Basis, Erasure, Holding, Part, Whose

_ROW: Final = Part("the row's number", "says nothing about anybody")
_OWNER: Final = Part("whose it is", "it is you; the export says so once")

HOLDINGS: Final = (
    Holding(
        place="table:privacy.Consent",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose="to show what somebody agreed to, and that they may take it back",
        basis=Basis.DUTY,
        kept="as long as the account",
        erasure=Erasure.DELETED,
        seen_by="administrators and auditors",
        parts={
            "id": _ROW,
            "person": _OWNER,
            "what": Part("to what"),
            "version": Part("which version of it"),
            "language": Part("in which language it was read"),
            "how": Part("as a guest, with an account, or on the page about cookies"),
            "is_given": Part("given, or taken back"),
            "given_at": Part("when"),
        },
    ),
    Holding(
        place="table:privacy.Subscription",
        category="DAT-5",
        whose=Whose.WRITER,
        purpose="to send notices and the newsletter to whoever asked for them",
        basis=Basis.CONSENT,
        kept="until it is ended; a week where it is never confirmed",
        erasure=Erasure.DELETED,
        seen_by="administrators",
        parts={
            "id": _ROW,
            "person": _OWNER,
            "email": Part("the address"),
            "what": Part("what is sent"),
            "language": Part("in which language"),
            "asked_at": Part("when it was asked for"),
            "confirmed_at": Part("when it was confirmed"),
        },
    ),
    Holding(
        place="table:privacy.Letter",
        category="DAT-6",
        whose=Whose.WRITER,
        purpose="to answer, and to act on what was reported",
        basis=Basis.INTEREST,
        kept="a year after it is done",
        erasure=Erasure.CUT,
        seen_by="support and moderators",
        parts={
            "id": _ROW,
            "reference": Part("its reference number"),
            "kind": Part("what it is about"),
            "person": _OWNER,
            "email": Part("where an answer is wished"),
            "language": Part("in which language"),
            "body": Part("what was written"),
            "came_at": Part("when it came"),
            "done_at": Part("when it was done"),
        },
    ),
    Holding(
        place="table:privacy.Outgoing",
        category="DAT-4",
        whose=Whose.PERSON,
        purpose="to send a mail although the mail server is away",
        basis=Basis.CONTRACT,
        kept="until it is sent: seconds, at most some hours",
        erasure=Erasure.ENDS,
        parts={
            "id": _ROW,
            "template": Part("which mail"),
            "to": Part("to whom"),
            "language": Part("in which language"),
            "content": Part("what its words need", "it may hold a link by which somebody signs in"),
            "headers": Part("how it may be ended"),
            "asked_at": Part("when it was asked for"),
            "tries": Part("how often it was tried"),
            "next_at": Part("when it is tried again"),
        },
    ),
    Holding(
        place="task:privacy.tasks.send_mail(mail_id)",
        category="NONE",
        whose=Whose.NOBODY,
        purpose="to name the row of a mail; the address stays in the row",
        basis=Basis.NONE,
        kept="until it is sent",
        erasure=Erasure.ENDS,
    ),
)
