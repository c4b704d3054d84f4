"""`manage.py check_promises`: count what is broken of what was promised, where the site runs (reliability P-29)."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import override

from chatear import promises


class Command(BaseCommand):
    """Print a number for each way of breaking a promise, and nobody's data; end with 1 if any is above 0."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form in which a machine wants it."""
        parser.add_argument("--json", action="store_true", help="one line of JSON instead of a table")

    def handle(self, *, json: bool, **_: Any) -> None:
        """Count, print, and say by the exit code whether all is well."""
        counted = promises.counts(now=timezone.now())
        self.stdout.write(as_json(counted) if json else as_table(counted))
        if any(count for _breach, count in counted):
            sys.exit(1)


def as_json(counted: list[tuple[promises.Breach, int]]) -> str:
    """Return the numbers by their names."""
    return json.dumps({breach.name: count for breach, count in counted})


def as_table(counted: list[tuple[promises.Breach, int]]) -> str:
    """Return one line for each, in English as everything on a terminal, and one for all."""
    with override("en"):
        lines = [f"{count:>8}  {breach.words} ({breach.promises})" for breach, count in counted]
    broken = sum(count for _, count in counted)
    return "\n".join([*lines, "All promises are kept." if not broken else f"{broken} times a promise is not kept."])
