"""System checks: what production must not be, asked by `manage.py check --deploy`."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's name

from . import demands
from .settings.refusals import refusals


class Declared(dict[str, Any]):
    """Settings, read by name as a mapping."""

    def __missing__(self, name: str) -> Any:
        """Return a setting."""
        return getattr(settings, name)


@register(Tags.security, deploy=True)
def production_is_safe(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:  # noqa: ARG001
    """Say what production would refuse to start with."""
    return [Error(problem, id=f"chatear.E{number:03}") for number, problem in enumerate(refusals(Declared()), start=1)]


@register(Tags.database)
def servers_are_safe(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    databases: Sequence[str] | None = None,
    **_: object,
) -> list[CheckMessage]:
    """Say which settings of PostgreSQL and Redis break a promise (`demands.py`)."""
    kind = Error if settings.REFUSES_UNSAFE_SERVERS else Warning
    found = demands.unmet() if databases else ()
    return [kind(problem, id=f"chatear.E{number}") for number, problem in enumerate(found, start=100)]
