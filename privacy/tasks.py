"""What privacy does by itself. Each looks for what is due, so that a lost run loses nothing (reliability M6)."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from . import emails
from .services import subscriptions


@shared_task(ignore_result=True)
def send_mail(*, mail_id: int, **_: Any) -> None:
    """Send one mail, soon after it was asked for."""
    emails.send(mail_id=mail_id, now=timezone.now())


@shared_task(ignore_result=True)
def send_due_mails(**_: Any) -> None:
    """Send what waits: mails whose task was lost, and those that a mail server refused."""
    for mail_id in emails.due(now=timezone.now()):
        emails.send(mail_id=mail_id, now=timezone.now())


@shared_task(ignore_result=True)
def forget_unconfirmed_subscriptions(**_: Any) -> None:
    """Delete addresses that nobody confirmed in time. promise: RET-1"""
    subscriptions.forget_unconfirmed(now=timezone.now())
