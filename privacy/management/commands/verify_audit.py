"""`manage.py verify_audit`: say whether anybody has changed what staff looked at (reliability T52)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from privacy.models import Look
from privacy.services import looks


class Command(BaseCommand):
    """Walk the chain of looks from the oldest to the newest."""

    help = "check that nobody has changed, dropped or inserted a record of what staff looked at"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what this command printed before, kept where the database's owner can't write."""
        parser.add_argument("--head", metavar="NUMBER:SEAL", help="a head that was printed before: is it still there?")

    def handle(self, *, head: str | None = None, **_: Any) -> None:
        """Name the first record that does not hold, and print the head of those that do."""
        if (broken := looks.first_broken(now=timezone.now())) is not None:
            words = f"the record {broken.number} of {broken.at:%Y-%m-%d %H:%M} does not fit what is before it"
            raise CommandError(words)
        if head is not None and not looks.fits(**_parsed(head)):
            raise CommandError(f"the record {head.partition(':')[0]} is not what it was, or is gone before its time")
        number, seal = looks.head()
        self.stdout.write(
            f"{Look.objects.count()} records, each sealed with the one before it; the head: {number}:{seal}"
        )


def _parsed(head: str) -> dict[str, Any]:
    number, _, seal = head.strip().partition(":")
    if not (number.isascii() and number.isdigit() and seal):
        raise CommandError("--head is a number, a colon and a seal, as this command prints them")
    return {"number": int(number), "seal": seal}
