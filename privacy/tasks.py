"""What privacy does by itself. Each looks for what is due, so that a lost run loses nothing (reliability M6)."""

from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from . import emails, retention
from .rules import Every
from .services import answering, archives, erasures, letters, news


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
def forget_by_the_minute(**_: Any) -> None:
    """Run the retention rules that are due and are run every minute. promise: RET-1"""
    retention.run_due(every=Every.MINUTE, now=timezone.now())


@shared_task(ignore_result=True)
def forget_by_the_hour(**_: Any) -> None:
    """Run the retention rules that are due and are run every hour. promise: RET-1"""
    retention.run_due(every=Every.HOUR, now=timezone.now())


@shared_task(ignore_result=True)
def forget_by_the_day(**_: Any) -> None:
    """Run the retention rules that are due and are run every day. promise: RET-1"""
    retention.run_due(every=Every.DAY, now=timezone.now())


@shared_task(ignore_result=True)
def erase_who_is_due(**_: Any) -> None:
    """Erase those whose time to think is over, and go on where a worker was killed. promise: RGT-4"""
    erasures.sweep(now=timezone.now())


@shared_task(ignore_result=True)
def make_archive(*, archive_id: int, **_: Any) -> None:
    """Make one copy of somebody's data, soon after it was asked for. promise: RGT-4"""
    archives.make(archive_id=archive_id, clock=timezone.now)


@shared_task(ignore_result=True)
def make_due_archives(**_: Any) -> None:
    """Make what waits: copies whose task was lost, and those that a dead worker left. promise: RGT-4"""
    for archive_id in archives.due(now=timezone.now()):
        archives.make(archive_id=archive_id, clock=timezone.now)


@shared_task(ignore_result=True)
def remind_of_requests(**_: Any) -> None:
    """Tell staff which requests by right are due soon, and which are overdue. promise: RGT-4"""
    answering.remind(now=timezone.now())


@shared_task(ignore_result=True)
def tell_of_policy(**_: Any) -> None:
    """Tell account holders of a new version of the policy. promise: SCO-3"""
    news.tell_of_policy(root=settings.ORIGINS[0] if settings.ORIGINS else "", now=timezone.now())


@shared_task(ignore_result=True)
def remind_of_letters(**_: Any) -> None:
    """Tell staff which letters a law wants dealt with soon. promise: DAT-6"""
    letters.remind(now=timezone.now())
