"""What moderation does when an app to its right has news."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from matching.signals import look_ended

from .services import looking


@receiver(look_ended)
def take_in(*, look_id: str, outcome: str, **_: Any) -> None:
    """Note the picture that a browser has shown, or that it has not."""
    looking.take_in(look_id=look_id, outcome=outcome, now=timezone.now())
