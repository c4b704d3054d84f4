"""What accounts does by itself. Each looks for what is due, so that a lost run loses nothing (reliability M6)."""

from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from .services import inactivity


@shared_task(ignore_result=True)
def look_after_idle_members(**_: Any) -> None:
    """Tell members who stay away that they are about to be erased. promise: RET-2"""
    inactivity.look_after(root=settings.ORIGINS[0] if settings.ORIGINS else "", now=timezone.now())
