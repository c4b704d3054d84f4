"""Where Django learns of the moderation app."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """The moderation app; ARCHITECTURE.md says what it owns."""

    name = "moderation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to news, and say what is kept how long and what is done when somebody is erased."""
        from accounts.views import door  # noqa: PLC0415
        from privacy import export as copies  # noqa: PLC0415
        from privacy import rules, steps  # noqa: PLC0415 - tables are not ready when this module is read
        from privacy.views import keeping  # noqa: PLC0415

        from . import (  # noqa: PLC0415
            export,
            numbers,
            receivers,  # noqa: F401 - signals connect on import
        )
        from .services import detecting, purge  # noqa: PLC0415
        from .views import decisions  # noqa: PLC0415

        if decisions.letter not in door.LETTERS:
            door.LETTERS.append(decisions.letter)
        if numbers.part not in keeping.PARTS:
            keeping.PARTS.append(numbers.part)
        copies.register_files(export.pictures)
        copies.register_figures(export.plots)
        for listing in export.LISTINGS:
            copies.register_listing(listing)
        steps.register(*purge.steps())
        rules.register(*purge.RULES, *detecting.RULES)
