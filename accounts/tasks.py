"""What accounts does by itself. Each looks for what is due, so that a lost run loses nothing (reliability M6)."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from . import services
from .services import forgetting, usage
from .sessions import SessionStore


@shared_task(ignore_result=True)
def forget_ended_exclusions(**_: Any) -> None:
    """Delete what no longer keeps anybody out. promise: RET-5"""
    services.forget_ended_exclusions(now=timezone.now())


@shared_task(ignore_result=True)
def forget_idle_guests(**_: Any) -> None:
    """Delete guests who do not come back. promise: RET-2"""
    services.forget_idle_guests(kept_for=timedelta(days=settings.GUEST_DAYS), now=timezone.now())


@shared_task(ignore_result=True)
def forget_old_sessions(**_: Any) -> None:
    """Delete sessions that have expired."""
    SessionStore.clear_expired()


@shared_task(ignore_result=True)
def forget_unconfirmed_addresses(**_: Any) -> None:
    """Delete addresses that nobody confirmed in time. promise: RET-1"""
    forgetting.forget_unconfirmed_addresses(now=timezone.now())


@shared_task(ignore_result=True)
def forget_old_visits(**_: Any) -> None:
    """Delete visits that were counted too long ago. promise: RET-1"""
    usage.forget_old_visits(kept_for=timedelta(days=settings.USAGE_DAYS), now=timezone.now())
