"""Read settings from the environment; the only module that does. `.env.example` documents every name."""

import os
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return a variable as it stands.

    :raises ImproperlyConfigured: if it is unset or empty and has no default
    """
    value = os.environ.get(name) or default
    if value is None:
        message = f"Set {name}; .env.example says what it is for."
        raise ImproperlyConfigured(message)
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return a variable as yes or no.

    :raises ImproperlyConfigured: if it is neither
    """
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "yes", "true", "on", "0", "no", "false", "off"}:
        return value in {"1", "yes", "true", "on"} if value else default
    message = f"{name} is {value!r}; write 1 for yes or 0 for no."
    raise ImproperlyConfigured(message)


def number(name: str, default: int) -> int:
    """Return a variable as a whole number.

    :raises ImproperlyConfigured: if it is none
    """
    value = os.environ.get(name) or str(default)
    if value.lstrip("-").isdigit():
        return int(value)
    message = f"{name} is {value!r}; write a whole number."
    raise ImproperlyConfigured(message)


def listing(name: str, default: Sequence[str] = ()) -> list[str]:
    """Return a comma-separated variable as its parts, without blanks."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()] or list(default)


def one_of(name: str, choices: Sequence[str]) -> str:
    """Return a variable as one of a few words, the first where it is unset.

    :raises ImproperlyConfigured: if it is another
    """
    value = os.environ.get(name, "").strip().lower() or choices[0]
    if value in choices:
        return value
    message = f"{name} is {value!r}; write one of: {', '.join(choices)}."
    raise ImproperlyConfigured(message)
