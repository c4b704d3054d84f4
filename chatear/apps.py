"""The project package as a Django app: its checks and commands."""

from django.apps import AppConfig


class ChatearConfig(AppConfig):
    """Puts the apps together."""

    name = "chatear"

    def ready(self) -> None:
        """Register the system checks, let pages reach the queue, and say what of Django's own is kept how long."""
        from privacy import rules  # noqa: PLC0415 - as below

        from . import celery, checks, keeping  # noqa: F401, PLC0415 - importing is registering, and settings are ready now

        rules.register(*keeping.RULES)
