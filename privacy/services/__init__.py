"""What privacy writes."""

from .consents import hand_over, record_answers, record_consent

__all__ = ["hand_over", "record_answers", "record_consent"]
