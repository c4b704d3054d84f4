"""Send an issue of the newsletter, or a notice about the service, to everybody who confirmed that they want it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from privacy.models import Subscription
from privacy.services import subscriptions


class Command(BaseCommand):
    """Read one file for each language, en.txt, nl.txt, ...: the subject in the first line, then the text."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is sent, and the folder of its files."""
        parser.add_argument("what", choices=[what.lower() for what in Subscription.What.values])
        parser.add_argument("folder", type=Path)

    def handle(self, *_: Any, what: str, folder: Path, **__: Any) -> None:
        """Queue the mails, all or none; the workers send them."""
        issue = {
            code: _read(folder / f"{code}.txt") for code, _ in settings.LANGUAGES if (folder / f"{code}.txt").exists()
        }
        if settings.LANGUAGE_CODE not in issue:
            raise CommandError(f"There is no {settings.LANGUAGE_CODE}.txt in {folder}: whoever reads no other gets it.")
        if not settings.ORIGINS:
            raise CommandError("CHATEAR_ORIGINS is empty: the mails would have no link to end them.")
        count = subscriptions.send(what=what.upper(), issue=issue, root=settings.ORIGINS[0], now=timezone.now())
        self.stdout.write(f"{count} mails are on their way.")


def _read(file: Path) -> tuple[str, str]:
    subject, _, text = file.read_text(encoding="utf-8").partition("\n")
    if not subject.strip() or not text.strip():
        raise CommandError(f"{file} needs a subject in its first line, and a text below.")
    return subject.strip(), text.strip()
