"""System checks: what production must not be, asked by `manage.py check --deploy`."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

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
def commits_are_synchronous(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    databases: Sequence[str] | None = None,
    **_: object,
) -> list[CheckMessage]:
    """Say where an acknowledged decision could be lost in a crash of PostgreSQL."""
    problems: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            if cursor.fetchone() == ("off",):
                problems.append(Error(f"Database {alias!r} has synchronous_commit off; set it on.", id="chatear.E100"))
    return problems
