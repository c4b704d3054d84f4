"""Where Django learns of the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts app; ARCHITECTURE.md says what it owns."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
