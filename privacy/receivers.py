"""What privacy does when it has news for itself."""

import contextlib
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from . import archive, tasks
from .models import Archive
from .signals import archive_waits, mail_waits


@receiver(mail_waits)
def send_soon(*, mail_id: int, **_: Any) -> None:
    """Have a worker send a mail; without the queue the next round does."""
    with contextlib.suppress(OperationalError):
        tasks.send_mail.delay(mail_id=mail_id)


@receiver(archive_waits)
def make_soon(*, archive_id: int, **_: Any) -> None:
    """Have a worker make a copy of somebody's data; without the queue the next round does."""
    with contextlib.suppress(OperationalError):
        tasks.make_archive.delay(archive_id=archive_id)


@receiver(post_delete, sender=Archive)
def destroy_file(*, instance: Archive, **_: Any) -> None:
    """Delete the file of a copy whose row went, whatever made it go."""
    transaction.on_commit(partial(archive.destroy, instance.name))
