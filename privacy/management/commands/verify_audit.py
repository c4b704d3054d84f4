"""`manage.py verify_audit`: say whether anybody has changed what staff looked at (reliability T52)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy.models import Look
from privacy.services import looks


class Command(BaseCommand):
    """Walk the chain of looks from the oldest to the newest."""

    help = "check that nobody has changed, dropped or inserted a record of what staff looked at"

    def handle(self, **_: Any) -> None:
        """Name the first record that does not hold."""
        if (broken := looks.first_broken()) is not None:
            raise CommandError(f"the record {broken.pk} of {broken.at:%Y-%m-%d %H:%M} does not fit what is before it")
        self.stdout.write(f"{Look.objects.count()} records, each sealed with the one before it")
