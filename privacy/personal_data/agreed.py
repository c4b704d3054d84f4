"""What people agreed to."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

HOLDINGS: Final = (
    Holding(
        place="table:privacy.Consent",
        owner="person",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose=_("to show what somebody agreed to, and that they may take it back"),
        basis=Basis.DUTY,
        kept=_("as long as the account"),
        erasure=Erasure.DELETED,
        seen_by=(Role.ADMINISTRATOR, Role.AUDITOR),
        parts={
            "id": ROW,
            "person": OWNER,
            "what": Part(_("to what")),
            "version": Part(_("which version of it")),
            "language": Part(_("in which language it was read")),
            "words": Part(_("in which words")),
            "how": Part(_("as a guest, with an account, or on the page about cookies")),
            "is_given": Part(_("given, or taken back")),
            "given_at": Part(_("when")),
        },
    ),
    Holding(
        place="table:privacy.Wording",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("to find the exact sentence again to which people said yes or no"),
        basis=Basis.NONE,
        kept=_("for good: it is a sentence of ours"),
        erasure=Erasure.UNTOUCHED,
        seen_by=(Role.ADMINISTRATOR, Role.AUDITOR),
        parts={
            "digest": Part(_("a hash of the sentence")),
            "language": Part(_("in which language")),
            "text": Part(_("the sentence")),
        },
    ),
    Holding(
        place="table:privacy.PolicyNews",
        owner="person",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose=_("to tell account holders of a new version of the policy, once"),
        basis=Basis.DUTY,
        kept=_("as long as the account"),
        erasure=Erasure.DELETED,
        parts={
            "id": ROW,
            "person": OWNER,
            "version": Part(_("which version of it")),
            "told_at": Part(_("when")),
        },
    ),
)
