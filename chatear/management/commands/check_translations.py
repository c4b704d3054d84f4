"""Say which visible texts have no translation, a doubtful one, or one that nobody shows any more."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chatear.wording import faults, wrong_forms

SOURCES = ("chatear", "moderation", "matching", "billing", "accounts", "privacy", "templates", "static/js", "locale")
DOMAINS = ("django", "djangojs")


class Command(BaseCommand):
    """`make check` calls it; `--write` brings the catalogues of the project up to date instead."""

    help = __doc__ or ""

    def add_arguments(self, parser: Any) -> None:
        """Take `--write`."""
        parser.add_argument("--write", action="store_true", help="bring the catalogues up to date")

    def handle(self, *, write: bool, **_: Any) -> None:
        """Collect texts into a copy of the project, and compare."""
        if shutil.which("xgettext") is None:
            raise CommandError("GNU gettext is missing: apt-get install gettext")
        with tempfile.TemporaryDirectory() as folder:
            fresh = collect(settings.BASE_DIR, Path(folder))
            problems = list(complain(settings.BASE_DIR / "locale", fresh))
            if write:
                shutil.copytree(fresh, settings.BASE_DIR / "locale", dirs_exist_ok=True)
        for problem in problems:
            self.stderr.write(problem)
        if problems and not write:
            raise CommandError(f"{len(problems)} translations are wanting; `make messages` collects the texts.")


def collect(project: Path, folder: Path) -> Path:
    """Copy the sources, collect their texts into the catalogues of the copy, and return the copy's `locale`."""
    for source in SOURCES:
        if (project / source).exists():
            shutil.copytree(project / source, folder / source, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    (folder / "locale").mkdir(exist_ok=True)
    wanted = [f"--locale={code}" for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    for domain in DOMAINS:
        collecting = ["makemessages", *wanted, f"--domain={domain}", "--no-location", "--no-obsolete", "--no-wrap"]
        subprocess.run([sys.executable, "-m", "django", *collecting], cwd=folder, check=True, capture_output=True)
    return folder / "locale"


def complain(now: Path, fresh: Path) -> Iterator[str]:
    """Yield one line for each text that is untranslated, doubtful or of another shape, or that is no longer shown."""
    for catalogue in sorted(fresh.glob("*/LC_MESSAGES/*.po")):
        name = catalogue.relative_to(fresh)
        language = name.parts[0]
        wanted = polib.pofile(str(catalogue))
        kept = polib.pofile(str(now / name)) if (now / name).exists() else polib.POFile()
        yield from (f"{name}: {fault}" for fault in wrong_forms(wanted, language))
        for entry in wanted:
            yield from (f"{name}: {fault}: {entry.msgid!r}" for fault in faults(entry, language))
        gone = {(entry.msgctxt, entry.msgid) for entry in kept} - {(entry.msgctxt, entry.msgid) for entry in wanted}
        yield from (f"{name}: no longer shown: {msgid!r}" for _, msgid in sorted(gone, key=str))
