"""Make a copy ready to serve: the database, translations, static files, and the first staff login."""

import hashlib
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from chatear.messages import compile_messages


class Command(BaseCommand):
    """`make run` calls it before it starts the web processes; calling it again changes nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the staff login's name; its password comes on standard input."""
        parser.add_argument(
            "--staff", metavar="EMAIL", default="", help="make this staff login; password on standard input"
        )

    def handle(self, *, staff: str, **_: Any) -> None:
        """Do all four."""
        call_command("migrate", interactive=False, verbosity=0)
        for folder in settings.LOCALE_PATHS:
            compile_messages(Path(folder))
        collect_static()
        if staff:
            make_staff(email=staff, password=sys.stdin.readline().strip())


def collect_static() -> None:
    """Collect, hash and compress the static files, unless they are those of the last time."""
    root = Path(settings.STATIC_ROOT)
    stamp, mark = root / ".stamp", static_mark()
    if stamp.exists() and stamp.read_text() == mark:
        return
    # What is there stays: pages that are open still ask for the files of the last release.
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(mark)


def static_mark() -> str:
    """Return a mark that changes with any static file, and with how they are stored."""
    mark = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            mark.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return mark.hexdigest()


def make_staff(*, email: str, password: str) -> None:
    """Make a member of staff who may do everything, or give the one there is this password."""
    people = get_user_model()._default_manager  # noqa: SLF001 - Django's name for it
    now = timezone.now()
    first = {"joined_at": now, "last_seen_date": now.date(), "member_since": now}
    person, _ = people.get_or_create(email=email, defaults=first)
    person.is_staff = person.is_superuser = person.is_active = True
    person.set_password(password)
    person.save(update_fields=["is_staff", "is_superuser", "is_active", "password"])
