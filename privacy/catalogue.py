"""The inventory of all apps together: collected, and asked."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from babel.lists import format_list
from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language, gettext

from .inventory import Holding, keys_of


@cache
def holdings() -> tuple[Holding, ...]:
    """Return what every installed app declares in its ``personal_data``, in the order of the settings."""
    modules = (f"{config.name}.personal_data" for config in apps.get_app_configs())
    return tuple(holding for name in modules if find_spec(name) for holding in import_module(name).HOLDINGS)


def tables() -> dict[str, Holding]:
    """Return the declared tables by their models' labels."""
    return {holding.name: holding for holding in holdings() if holding.kind == "table"}


def undeclared_columns() -> Iterator[str]:
    """Yield each column of each installed table that nobody declared, with the file to edit."""
    declared = tables()
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label  # noqa: SLF001 - Django documents it
        parts = declared[label].parts if label in declared else {}
        for column in model._meta.concrete_fields:  # noqa: SLF001
            if column.name not in parts:
                yield f"{label}.{column.name}: declare it in {_file_of(label)}"


def stale_columns() -> Iterator[str]:
    """Yield each declared column that no table has any more."""
    models = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001
    for label, holding in tables().items():
        there = {column.name for column in models[label]._meta.concrete_fields} if label in models else set()  # noqa: SLF001
        yield from (f"{label}.{name}: it is not there any more" for name in holding.parts if name not in there)


def corrected() -> dict[str, list[str]]:
    """Return what people correct by themselves, in words, by the name of the page on which they do. P-11"""
    pages: dict[str, list[str]] = {}
    for holding in tables().values():
        for part in holding.parts.values():
            if part.corrected and gettext(part.what) not in pages.setdefault(part.corrected, []):
                pages[part.corrected].append(gettext(part.what))
    return pages


def undeclared_keys(kind: str, keys: list[str]) -> list[str]:
    """Return those keys of a Redis that match no declared pattern of it."""
    patterns = [re.compile(keys_of(holding.name)) for holding in holdings() if holding.kind == kind]
    return [key for key in keys if not any(pattern.fullmatch(key) for pattern in patterns)]


def _file_of(label: str) -> str:
    """Return where a table is declared: in its own app, or in ours that brought a library along."""
    app = apps.get_app_config(label.partition(".")[0]).name
    if find_spec(f"{app}.personal_data"):
        return f"{app}/personal_data"
    return "chatear/personal_data" if app.startswith("django.") else "accounts/personal_data/libraries"


def title_of(label: str) -> str:
    """Return what people call a table, in the language of whoever reads it."""
    holding = tables().get(label)
    own = gettext(holding.title) if holding and holding.title else ""
    return own or str(apps.get_model(label)._meta.verbose_name_plural)  # noqa: SLF001 - Django documents it


def words_on_keeping(holding: Holding) -> str:
    """Return how long something is kept, in the language of whoever reads it, with the numbers of this deployment."""
    days = {
        "CHATEAR_GUEST_DAYS": settings.GUEST_DAYS,
        "CHATEAR_USAGE_DAYS": settings.USAGE_DAYS,
        "CHATEAR_BACKUP_DAYS": settings.BACKUP_DAYS,
    }
    return gettext(holding.kept) % days if "%(" in holding.kept else gettext(holding.kept)


def words_on_staff(holding: Holding) -> str:
    """Return which roles of staff may look at something, in the language of whoever reads it."""
    return in_a_row([gettext(role.value) for role in holding.seen_by]) if holding.seen_by else gettext("nobody")


def in_a_row(names: list[str]) -> str:
    """Return names as this language lists them."""
    return str(format_list(names, locale=language().replace("-", "_")))


def language() -> str:
    """Return the language of the page."""
    return get_language() or settings.LANGUAGE_CODE
