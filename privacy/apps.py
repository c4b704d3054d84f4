"""Where Django learns of the privacy app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The privacy app; ARCHITECTURE.md says what it owns."""

    name = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to itself: a service may not call a task, but its news may start one."""
        from . import receivers  # noqa: F401, PLC0415 - signals connect on import
