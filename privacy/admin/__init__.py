"""What staff sees of privacy's tables."""

from . import consents, letters
from .reading import ReadOnly

__all__ = ["ReadOnly", "consents", "letters"]
