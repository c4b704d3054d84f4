"""What matching writes."""

import contextlib
from uuid import UUID

from django.db.models import Exists, OuterRef
from redis.exceptions import RedisError

from chatear import redis
from privacy.steps import Leaving

from . import behaviour
from .buckets import LIMITS
from .models import Block


def block(*, person_id: UUID, token: str) -> None:
    """Keep that a person never wants to meet the one behind a pair token again; twice is once."""
    Block.objects.get_or_create(owner_id=person_id, token=token)


def hand_over_blocks(*, guest_id: UUID, member_id: UUID) -> None:
    """Make whom a guest has blocked blocked by the member who they turn out to be."""
    again = Block.objects.filter(owner_id=member_id, token=OuterRef("token"))
    Block.objects.filter(~Exists(again), owner_id=guest_id).update(owner_id=member_id)


def empty_seats(leaving: Leaving) -> None:
    """Delete which tab whoever leaves sat in, and whom they met last; without Redis it ends by itself, in minutes."""
    with contextlib.suppress(RedisError, OSError):
        for person_id in leaving.people:
            counted = [f"limit:{what}:p:{person_id}" for what in LIMITS]
            redis.live().delete(f"seat:{person_id}", f"met:{person_id}", *counted)
            behaviour.forget(person_id)
