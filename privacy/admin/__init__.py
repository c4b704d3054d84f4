"""What staff sees of privacy's tables."""

from . import consents, erasures, keeping, letters, looks, requests
from .reading import ReadOnly

__all__ = ["ReadOnly", "consents", "erasures", "keeping", "letters", "looks", "requests"]
