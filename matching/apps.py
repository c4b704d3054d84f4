"""Where Django learns of the matching app."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """The matching app; ARCHITECTURE.md says what it owns."""

    name = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the apps to the right."""
        from . import receivers  # noqa: F401, PLC0415 - signals connect on import
