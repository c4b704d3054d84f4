"""What accounts writes."""

from .entry import AgeNotStated, Entry, KeptOut, PolicyNotAccepted, enter_as_guest, note_visit
from .forgetting import forget_ended_exclusions, forget_idle_guests
from .profile import state_profile
from .standing import exclude, exclude_with_devices, readmit, readmit_with_devices

__all__ = [
    "AgeNotStated",
    "Entry",
    "KeptOut",
    "PolicyNotAccepted",
    "enter_as_guest",
    "exclude",
    "exclude_with_devices",
    "forget_ended_exclusions",
    "forget_idle_guests",
    "note_visit",
    "readmit",
    "readmit_with_devices",
    "state_profile",
]
