"""What people agreed to, were sent, wrote and asked of us, and what staff saw of them."""

from .agreed import Consent, Wording
from .archives import Archive
from .erasures import Erasure, Objection
from .keeping import Disclosure, LegalHold, RetentionRun
from .letters import Letter, Reply
from .looks import Look, LookedAt
from .mails import Outgoing, Subscription
from .news import PolicyNews
from .requests import RightsRequest

__all__ = [
    "Archive",
    "Consent",
    "Disclosure",
    "Erasure",
    "LegalHold",
    "Letter",
    "Look",
    "LookedAt",
    "Objection",
    "Outgoing",
    "PolicyNews",
    "Reply",
    "RetentionRun",
    "RightsRequest",
    "Subscription",
    "Wording",
]
