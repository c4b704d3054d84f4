"""What moderation does by itself. Each looks for what is due, so that a lost run loses nothing (reliability M6)."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from .services import detecting, purge


@shared_task(ignore_result=True)
def end_what_is_over(**_: Any) -> None:
    """End bans, and destroy what they left. promise: RET-5, RET-6"""
    purge.sweep(now=timezone.now())


@shared_task(ignore_result=True)
def look_for_misbehaviour(**_: Any) -> None:
    """Judge those whose numbers have changed. promise: DAT-10"""
    detecting.look_through(now=timezone.now())
