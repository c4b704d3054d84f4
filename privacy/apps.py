"""Where Django learns of the privacy app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The privacy app; ARCHITECTURE.md says what it owns."""

    name = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
