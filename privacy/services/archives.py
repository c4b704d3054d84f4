"""Copies of what is held about people: asked for, made by a worker, fetched once, gone (promise: RGT-4).

A row says how far an archive is, and the file follows it: it is whole before the row says `ready`, and gone once the
row says that it is over. A worker that dies leaves a row that the next round takes up again (reliability M6, F15).
"""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import override

from privacy import archive, emails, export, holds
from privacy.models import Archive
from privacy.models.archives import LASTS
from privacy.signals import archive_waits

#: A worker that was not seen for so long is dead, and another takes its archive up.
SILENCE: Final = timedelta(minutes=2)
#: How long a row says that an archive was there.
REMEMBERED: Final = timedelta(days=30)
State = Archive.State


class OneIsOpen(Exception):
    """Somebody has an archive that is being made or waits for them; they may fetch it, or throw it away."""


class NotTheirs(Exception):
    """There is no such archive, or it is somebody else's."""


class NotReady(Exception):
    """An archive is still being made."""


class Gone(Exception):
    """An archive was fetched, or its time was up."""


def ask(*, person_id: UUID, language: str, now: datetime) -> Archive:
    """Have an archive made for somebody, in the language they read.

    :raises OneIsOpen: if there is one already
    """
    try:
        with transaction.atomic():
            row = Archive.objects.create(person_id=person_id, language=language, asked_at=now)
    except IntegrityError as error:
        raise OneIsOpen from error
    transaction.on_commit(partial(archive_waits.send, sender=Archive, archive_id=row.pk))
    return row


def of_person(*, person_id: UUID) -> Archive | None:
    """Return somebody's last archive, whatever became of it."""
    return Archive.objects.filter(person_id=person_id).order_by("-pk").first()


def due(*, now: datetime) -> list[int]:
    """Return the archives that nobody works at: asked for, or left by a worker that died."""
    waiting = Q(state=State.ASKED) | Q(state=State.WORKING, touched_at__lte=now - SILENCE)
    return list(Archive.objects.filter(waiting).order_by("pk").values_list("pk", flat=True))


def make(*, archive_id: int, clock: Callable[[], datetime]) -> None:
    """Make one archive, if nobody else is at it, and tell its person; twice is once."""
    row = _claim(archive_id, clock())
    if row is None:
        return
    try:
        person = get_user_model()._default_manager.get(pk=row.person_id)  # noqa: SLF001 - Django documents it
        _write(row, person, clock)
        _finish(row, person, clock())
    except Exception:
        archive.destroy(row.name)
        if _mine(row).exists():  # else it was thrown away, or its person was erased, while it was written
            raise


def fetch(*, archive_id: int, person_id: UUID, now: datetime) -> bytes:
    """Return an archive, once: its key and its file are gone before the first byte leaves.

    :raises NotTheirs: if it is not this person's
    :raises NotReady: if it is still being made
    :raises Gone: if it was fetched, or its time is up
    """
    with transaction.atomic():
        row = _own(archive_id, person_id)
        if row.state in {State.ASKED, State.WORKING}:
            raise NotReady
        if row.state != State.READY or row.ends_at is None or row.ends_at <= now:
            raise Gone
        try:
            content = archive.read(row.name, key=bytes(row.key))
        except (FileNotFoundError, archive.Broken) as error:
            raise Gone from error
        _end(row, State.FETCHED, now)
    return content


@transaction.atomic
def throw_away(*, archive_id: int, person_id: UUID, now: datetime) -> None:
    """End an archive that its person does not want any more; one that is over stays as it is.

    :raises NotTheirs: if it is not this person's
    """
    row = _own(archive_id, person_id)
    if row.state in Archive.OPEN:
        _end(row, State.OVER, now)


def end_over(*, now: datetime) -> None:
    """End what was not fetched in time, forget what is long over, and remove files that no row has (T61, F15)."""
    for archive_id in Archive.objects.filter(state=State.READY, ends_at__lte=now).values_list("pk", flat=True):
        with transaction.atomic(), suppress(Archive.DoesNotExist):
            row = Archive.objects.select_for_update().get(pk=archive_id, state=State.READY)
            _end(row, State.OVER, now)
    long_over = Archive.objects.filter(over_at__lte=now - REMEMBERED)
    long_over.exclude(pk__in=holds.held("privacy.Archive", now=now)).delete()
    there = archive.names_there()  # looked at first: what a worker begins after that is nobody's stray
    for name in there - set(Archive.objects.exclude(name="").values_list("name", flat=True)):
        archive.destroy(name)


def _own(archive_id: int, person_id: UUID) -> Archive:
    row = Archive.objects.select_for_update().filter(pk=archive_id, person_id=person_id).first()
    if row is None:
        raise NotTheirs
    return row


@transaction.atomic
def _claim(archive_id: int, now: datetime) -> Archive | None:
    """Return an archive that is now this worker's, under a name and a key of its own; none if another has it.

    The name stands in the row before there is a file: what lies there without a row is a stray, and never a new one.
    """
    row = Archive.objects.select_for_update(skip_locked=True).filter(pk=archive_id).first()
    if row is None or not (row.state == State.ASKED or _is_left(row, now)):
        return None
    transaction.on_commit(partial(archive.destroy, row.name))
    row.state, row.progress, row.touched_at = State.WORKING, 0, now
    row.name, row.key = secrets.token_hex(16), os.urandom(archive.KEY_BYTES)
    row.save(update_fields=["state", "progress", "touched_at", "name", "key"])
    return row


def _mine(row: Archive) -> QuerySet[Archive]:
    """Return the row, if it is still this worker's: whoever takes it over gives it another name."""
    return Archive.objects.filter(pk=row.pk, name=row.name, state=State.WORKING)


def _is_left(row: Archive, now: datetime) -> bool:
    return row.state == State.WORKING and row.touched_at is not None and row.touched_at <= now - SILENCE


def _write(row: Archive, person: Any, clock: Callable[[], datetime]) -> None:
    """Write the ZIP; names in it are ours (reliability T62)."""
    kept, counter = export.Kept(), _Counter(row, export.count_rows(person=person), clock)

    def see(section: export.Section, values: tuple[Any, ...]) -> None:
        kept.see(section, values)
        counter.add()

    now, files = clock(), export.files_of(person.pk)
    with override(row.language), archive.writing(row.name, key=bytes(row.key)) as pack:
        with pack.open("data.json", "w") as entry:
            export.write_data(write=entry.write, person=person, language=row.language, files=files, now=now, seen=see)
        figures = export.figures_of(person.pk)
        found = [export.found_of(listing, person_id=person.pk, now=now) for listing in export.listings()]
        page = export.page(kept=kept, sections=export.sections(), files=files, figures=figures, now=now, found=found)
        pack.writestr("index.html", page)
        pack.writestr("schema.json", export.dump(export.export_schema()))
        for file in files:
            pack.writestr(f"files/{file.name}", file.content)


class _Counter:
    """Says in the row how far its archive is, now and then; by that the worker is seen to be alive, too."""

    def __init__(self, row: Archive, most: int, clock: Callable[[], datetime]) -> None:
        self._row, self._most, self._clock, self._count = row, max(most, 1), clock, 0

    def add(self) -> None:
        """Count one row more."""
        self._count += 1
        if self._count % export.STEP == 0:
            progress = min(99, 100 * self._count // self._most)
            _mine(self._row).update(progress=progress, touched_at=self._clock())


@transaction.atomic
def _finish(row: Archive, person: Any, now: datetime) -> None:
    """Say that an archive is ready, last of all; one that was thrown away or taken over meanwhile leaves no file."""
    size = archive.size_of(row.name)
    is_ready = {"state": State.READY, "progress": 100, "touched_at": now, "ready_at": now, "ends_at": now + LASTS}
    if not _mine(row).update(**is_ready, size=size):
        archive.destroy(row.name)
    elif person.email:
        emails.post("data-ready", to=person.email, language=row.language, content={}, now=now)


def _end(row: Archive, state: str, now: datetime) -> None:
    """End an archive: its key goes with the row, its file as soon as that holds."""
    transaction.on_commit(partial(archive.destroy, row.name))
    row.state, row.over_at, row.name, row.key = state, now, "", b""
    row.save(update_fields=["state", "over_at", "name", "key"])
