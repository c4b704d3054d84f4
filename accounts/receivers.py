"""What accounts does when rows of its own go."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from . import photos
from .models import Profile


@receiver(post_delete, sender=Profile)
def destroy_photo(*, instance: Profile, **_: Any) -> None:
    """Delete the bytes of a photo whose row went, whatever made it go."""
    transaction.on_commit(partial(photos.destroy, instance.photo))
