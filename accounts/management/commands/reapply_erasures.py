"""After a backup was put back: erase again whoever was erased since it was made. See docs/operating.md."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services import minors


class Command(BaseCommand):
    """Erase again, before the site is opened."""

    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how many there were; who, nobody is told."""
        count = minors.erase_again(now=timezone.now())
        self.stdout.write(f"{count} people were erased again.")
