"""What people agreed to, were sent, wrote and asked of us, and what staff saw of them."""

from .agreed import Consent, Wording
from .keeping import Disclosure, LegalHold, RetentionRun
from .letters import Letter
from .mails import Outgoing, Subscription
from .requests import RightsRequest

__all__ = [
    "Consent",
    "Disclosure",
    "LegalHold",
    "Letter",
    "Outgoing",
    "RetentionRun",
    "RightsRequest",
    "Subscription",
    "Wording",
]
