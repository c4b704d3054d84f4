"""A worker that is killed while it makes a copy of somebody's data, and several that are at the same one: F15, M6."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from accounts.models import Person
from chatear.services.places import PROJECT
from privacy.models import Archive, Outgoing
from privacy.services import archives
from tests.stack import STACK

WORKER = """
import os, signal
from django.utils import timezone
from privacy import archive, emails, export
from privacy.services import archives
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
module, name = os.environ["KILLED_AT"].split()
setattr({"archive": archive, "emails": emails, "export": export, "os": os}[module], name, die)
for archive_id in archives.due(now=timezone.now()):
    archives.make(archive_id=archive_id, clock=timezone.now)
"""
#: The last thing before which a worker is killed, and what it leaves: a half, or a whole that no row knows.
STEPS = {
    "export write_data": ".part",
    "export page": ".part",
    "os fsync": ".part",
    "archive _sync_folder": ".sealed",
    "emails post": ".sealed",
}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ARCHIVES_ROOT = tmp_path / "archives"
    return settings.ARCHIVES_ROOT


@pytest.fixture
def asked(transactional_db, redis_queue):
    """Return what somebody asked for while no worker ran."""
    person = Person.objects.create(email="ann@chatear.example", member_since=timezone.now(), language="en")
    return archives.ask(person_id=person.pk, language="en", now=timezone.now())


def killed_at(step: str, folder) -> int:
    """Let a process of its own make what is due, and kill it at a step."""
    environment = os.environ | {
        "DATABASE_URL": STACK.postgres.url(connection.settings_dict["NAME"]),
        "CHATEAR_DATA": str(folder.parent),
        "CHATEAR_SECRET_KEY": settings.SECRET_KEY,
        "KILLED_AT": step,
    }
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", WORKER]
    return subprocess.run(command, cwd=PROJECT, env=environment, check=False, capture_output=True).returncode


@pytest.mark.parametrize("step", STEPS)
def test_the_next_worker_makes_it_whole_and_no_half_stays(step, asked, folder):
    assert killed_at(step, folder) == -signal.SIGKILL
    assert [path.suffix for path in folder.iterdir()] == [STEPS[step]]
    assert Archive.objects.get().state == "WORKING"
    later = timezone.now() + archives.SILENCE
    assert archives.due(now=later) == [asked.pk]
    archives.make(archive_id=asked.pk, clock=lambda: later)

    row = Archive.objects.get()
    assert [path.name for path in folder.iterdir()] == [f"{row.name}.sealed"]
    assert Outgoing.objects.filter(template="data-ready").count() == 1
    content = archives.fetch(archive_id=row.pk, person_id=row.person_id, now=later)
    assert ZipFile(BytesIO(content)).testzip() is None
    assert list(folder.iterdir()) == []


def test_what_nobody_takes_up_again_is_swept(asked, folder):
    assert killed_at("os fsync", folder) == -signal.SIGKILL
    asked.person.delete()
    (folder / f"{'0' * 32}.part").write_bytes(b"of a time before")
    archives.end_over(now=timezone.now() + timedelta(minutes=1))

    assert list(folder.iterdir()) == []


def test_of_several_workers_one_makes_it(asked, folder):
    now = timezone.now()

    def work(_number):
        try:
            archives.make(archive_id=asked.pk, clock=lambda: now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))

    assert Archive.objects.get().state == "READY"
    assert len(list(folder.iterdir())) == 1
    assert Outgoing.objects.filter(template="data-ready").count() == 1
