"""Who of staff is at work: signed on, and seen a short while ago."""

import contextlib
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from redis.exceptions import RedisError

from matching import opening
from moderation.models import Duty

#: Whoever was not seen for so long is not at work any more.
AWAY_AFTER: Final = timedelta(minutes=30)


def sign_on(*, staff_id: UUID, now: datetime) -> None:
    """Begin to work, or go on."""
    Duty.objects.update_or_create(
        staff_id=staff_id, defaults={"seen_at": now}, create_defaults={"since": now, "seen_at": now}
    )
    announce(now=now)


def seen(*, staff_id: UUID, now: datetime) -> None:
    """Note that somebody who is on duty did something."""
    if Duty.objects.filter(staff_id=staff_id).update(seen_at=now):
        announce(now=now)


def sign_off(*, staff_id: UUID, now: datetime) -> None:
    """Stop working."""
    Duty.objects.filter(staff_id=staff_id).delete()
    announce(now=now)


def announce(*, now: datetime) -> None:
    """Tell the doors whether somebody is on duty, and until when that holds; forget who went without a word."""
    Duty.objects.filter(seen_at__lt=now - AWAY_AFTER).delete()
    last = Duty.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    with contextlib.suppress(RedisError, OSError):
        opening.set_watched(until=last + AWAY_AFTER if last else None, now=now)
