"""Where Django learns of the billing app."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """The billing app; ARCHITECTURE.md says what it owns."""

    name = "billing"
    default_auto_field = "django.db.models.BigAutoField"
