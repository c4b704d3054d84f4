"""Compile every template of ours: a mistake in one that is rarely shown must not wait for a visitor."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template


class Command(BaseCommand):
    """`make check` calls it."""

    help = __doc__ or ""

    def handle(self, **_: Any) -> None:
        """Compile all and say which cannot be."""
        folder = settings.BASE_DIR / "templates"
        names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
        broken = [problem for name in names if (problem := mistake_in(name))]
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"{len(names)} templates compile.")


def mistake_in(name: str) -> str:
    """Return what is wrong with a template, or ""."""
    try:
        get_template(name)
    except TemplateSyntaxError as error:
        return f"{name}: {error}"
    return ""
