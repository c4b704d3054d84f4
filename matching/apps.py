"""Where Django learns of the matching app."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """The matching app; ARCHITECTURE.md says what it owns."""

    name = "matching"
    default_auto_field = "django.db.models.BigAutoField"
