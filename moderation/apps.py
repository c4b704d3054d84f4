"""Where Django learns of the moderation app."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """The moderation app; ARCHITECTURE.md says what it owns."""

    name = "moderation"
    default_auto_field = "django.db.models.BigAutoField"
