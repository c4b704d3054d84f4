"""Where Django learns of the matching app."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """The matching app; ARCHITECTURE.md says what it owns."""

    name = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the apps to the right, and say what is done when somebody is erased."""
        from privacy import steps  # noqa: PLC0415 - tables are not ready when this module is read

        from . import receivers, services  # noqa: F401, PLC0415 - signals connect on import

        steps.register(steps.Step("seats are emptied", 60, services.empty_seats))
