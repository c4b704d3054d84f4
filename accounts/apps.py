"""Where Django learns of the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts app; ARCHITECTURE.md says what it owns."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to rows that go: their files go with them."""
        from . import receivers  # noqa: F401, PLC0415 - signals connect on import
