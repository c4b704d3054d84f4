"""What accounts does when rows of its own go, and when tables have been made."""

from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_migrate
from django.dispatch import receiver

from . import photos
from .models import Profile
from .services import roles


@receiver(post_delete, sender=Profile)
def destroy_photo(*, instance: Profile, **_: Any) -> None:
    """Delete the bytes of a photo whose row went, whatever made it go."""
    transaction.on_commit(partial(photos.destroy, instance.photo))


@receiver(post_migrate)
def write_groups(*, app_config: AppConfig, **_: Any) -> None:
    """Bring the groups of staff up to what an app's tables are declared to be seen by. promise: SEC-3"""
    roles.write_groups(app_label=app_config.label)
