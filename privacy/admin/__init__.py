"""What staff sees of privacy's tables."""

from . import consents, keeping, letters, requests
from .reading import ReadOnly

__all__ = ["ReadOnly", "consents", "keeping", "letters", "requests"]
