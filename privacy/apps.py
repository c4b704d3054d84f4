"""Where Django learns of the privacy app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The privacy app; ARCHITECTURE.md says what it owns."""

    name = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to itself, as a service calls no task but its news may start one; and say what is kept how long."""
        from . import receivers, rules, steps  # noqa: F401, PLC0415 - signals connect on import
        from .services import answering, keeping, looks, requests  # noqa: PLC0415 - no table is ready when this module is read

        rules.register(*keeping.RULES, *answering.RULES, looks.RULE)
        steps.register(requests.STEP)
