"""A worker that is killed in the middle of an erasure, and two that are at the same one (reliability F16, M6)."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from accounts.models import Person, Profile
from accounts.services.hashing import matches
from chatear.services.places import PROJECT
from privacy import ledger, steps
from privacy.models import Erasure, Outgoing
from privacy.services import erasures
from tests.stack import STACK

NAMES = [step.name for step in steps.in_order()]
WORKER = """
import os, signal
from dataclasses import replace
from django.utils import timezone
from privacy import steps
from privacy.services import erasures
name = os.environ["KILLED_AT"]
step = next(step for step in steps.in_order() if step.name == name)
def do(leaving):
    step.do(leaving)
    os.kill(os.getpid(), signal.SIGKILL)
steps.register(replace(step, do=do))
erasures.sweep(now=timezone.now())
"""


@pytest.fixture(autouse=True)
def _own_places(settings, tmp_path, redis_live):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def due(transactional_db, come_in, tmp_path):
    """Return a member with a photo whose seven days are over."""
    person = come_in().person
    person.email, person.member_since = "ann@chatear.example", timezone.now()
    person.set_password("correct horse battery")
    person.save()
    photo = tmp_path / "media" / "photos" / f"{'0f' * 16}.webp"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a face")
    Profile.objects.create(person=person, name="Ann", photo="0f" * 16)
    erasures.ask(person_id=person.pk, now=timezone.now() - erasures.TO_THINK)
    return person


def killed_at(name: str, folder) -> int:
    """Let a process of its own do the round, and kill it after a step, before that is committed."""
    environment = os.environ | {
        "DATABASE_URL": STACK.postgres.url(connection.settings_dict["NAME"]),
        "CHATEAR_DATA": str(folder),
        "CHATEAR_SECRET_KEY": settings.SECRET_KEY,
        "KILLED_AT": name,
    }
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", WORKER]
    return subprocess.run(command, cwd=PROJECT, env=environment, check=False, capture_output=True).returncode


@pytest.mark.parametrize("name", ["photos are destroyed", "what is theirs is deleted"])
def test_the_next_round_goes_on_where_a_worker_was_killed(due, name, tmp_path):
    assert killed_at(name, tmp_path) == -signal.SIGKILL
    found = Erasure.objects.get()
    assert (found.state, [line["step"] for line in found.journal]) == ("WORKING", NAMES[: NAMES.index(name)])
    assert Person.objects.filter(is_active=False).exists(), "what was not committed was not done"
    assert not matches(Person.objects.get(), "correct horse battery"), "nobody comes in meanwhile"

    erasures.sweep(now=timezone.now())
    found.refresh_from_db()
    assert (found.state, [line["step"] for line in found.journal]) == ("DONE", NAMES)
    assert not Person.objects.exists()
    assert [*(tmp_path / "media" / "photos").iterdir()] == []
    assert {line.person_hash for line in ledger.read()} == {found.person_hash}
    assert Outgoing.objects.filter(template="erased").count() == 1


def test_two_workers_do_each_step_once(due, monkeypatch):
    done = []
    for step in steps.in_order():

        def do(leaving, step=step):
            done.append(step.name)
            step.do(leaving)

        monkeypatch.setitem(steps._steps, step.name, steps.Step(step.name, step.order, do))
    now = timezone.now()

    def work(_number):
        try:
            erasures.sweep(now=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    erasures.sweep(now=now)

    assert sorted(done) == sorted(NAMES)
    assert Erasure.objects.get().state == "DONE"
    assert Outgoing.objects.filter(template="erased").count() == 1
