"""What people and staff fill in."""

from .people import ExclusionForm, ProfileForm

__all__ = ["ExclusionForm", "ProfileForm"]
