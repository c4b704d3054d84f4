"""Who people are, with what they come, what they say of themselves, and what keeps them out."""

from .devices import Device, OpenSession
from .people import FormerName, Person, PersonManager
from .profile import Profile
from .sign_in import AddressChange, SocialItem
from .standing import Exclusion
from .usage import PageView, Visit

__all__ = [
    "AddressChange",
    "Device",
    "Exclusion",
    "FormerName",
    "OpenSession",
    "PageView",
    "Person",
    "PersonManager",
    "Profile",
    "SocialItem",
    "Visit",
]
