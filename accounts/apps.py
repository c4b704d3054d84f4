"""Where Django learns of the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts app; ARCHITECTURE.md says what it owns."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to rows that go, their files go with them; and say what is kept how long, and what others are told."""
        from privacy import export as copies  # noqa: PLC0415 - as below
        from privacy import rules, steps  # noqa: PLC0415 - tables are not ready when this module is read

        from . import export, receivers  # noqa: F401, PLC0415 - signals connect on import
        from .services import forgetting, leaving  # noqa: PLC0415

        steps.register(*leaving.registered())
        rules.register(*forgetting.RULES)
        copies.register_files(export.pictures)
        copies.register_figures(export.plots)
