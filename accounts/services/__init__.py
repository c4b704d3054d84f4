"""What accounts writes."""

from .entry import AgeNotStated, Entry, KeptOut, PolicyNotAccepted, enter_as_guest, note_visit
from .profile import state_profile
from .standing import exclude, exclude_everywhere, exclude_with_devices, readmit, readmit_with_devices

__all__ = [
    "AgeNotStated",
    "Entry",
    "KeptOut",
    "PolicyNotAccepted",
    "enter_as_guest",
    "exclude",
    "exclude_everywhere",
    "exclude_with_devices",
    "note_visit",
    "readmit",
    "readmit_with_devices",
    "state_profile",
]
