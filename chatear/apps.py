"""The project package as a Django app: its checks and commands."""

from django.apps import AppConfig


class ChatearConfig(AppConfig):
    """Puts the apps together."""

    name = "chatear"

    def ready(self) -> None:
        """Register the system checks, and let pages reach the queue."""
        from . import celery, checks  # noqa: F401, PLC0415 - importing is registering
