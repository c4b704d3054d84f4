"""What privacy does when it has news for itself."""

import contextlib
from typing import Any

from django.dispatch import receiver
from kombu.exceptions import OperationalError

from . import tasks
from .signals import mail_waits


@receiver(mail_waits)
def send_soon(*, mail_id: int, **_: Any) -> None:
    """Have a worker send a mail; without the queue the next round does."""
    with contextlib.suppress(OperationalError):
        tasks.send_mail.delay(mail_id=mail_id)
