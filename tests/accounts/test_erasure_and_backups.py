"""An erasure outlives a backup: whoever comes back with one is erased again. P-13, F38"""

import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Device, Exclusion, Person, Profile
from accounts.services import minors
from chatear.services import binaries
from chatear.services.places import PROJECT
from privacy import ledger
from privacy.models import Consent, Erasure
from privacy.services import erasures
from tests.stack import STACK

from .conftest import NOON

SENTINEL = "sentinel-of-ann"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Keep what is noted of erasures apart from other tests'."""
    settings.DATA_DIR = tmp_path
    return tmp_path


def again() -> str:
    """Run the command in this process, and return what it said."""
    said = StringIO()
    call_command("reapply_erasures", stdout=said)
    return said.getvalue()


def postgres(program: str, *arguments: str, **more) -> bytes:
    command = [str(binaries.postgres_folder() / program), *arguments]
    return subprocess.run(command, check=True, capture_output=True, **more).stdout


def dump_of(database: str) -> bytes:
    return postgres("pg_dump", "--dbname", database, "--no-owner")


@pytest.mark.django_db(transaction=True)
def test_a_backup_from_before_an_erasure_brings_nobody_back(come_in, folder, redis_live, settings):
    ann, bob = come_in().person, come_in().person
    for person, name in ((ann, SENTINEL), (bob, "Bob")):
        Profile.objects.create(person=person, name=name)
    backup = dump_of(STACK.postgres.url(connection.settings_dict["NAME"]))
    begun = erasures.begin(person_id=ann.pk, why=Erasure.Why.PERSON, now=timezone.now())
    erasures.work(erasure_id=begun, now=timezone.now())
    assert SENTINEL.encode() in backup
    assert SENTINEL.encode() not in dump_of(STACK.postgres.url(connection.settings_dict["NAME"]))

    restored = STACK.fresh_database()
    postgres("psql", "--dbname", restored, "--quiet", "--set", "ON_ERROR_STOP=1", input=backup)
    assert str(ann.pk).encode() in dump_of(restored), "or the test looks at nothing"
    environment = os.environ | {"DATABASE_URL": restored, "CHATEAR_DATA": str(folder)}
    environment["CHATEAR_SECRET_KEY"] = settings.SECRET_KEY
    command = [sys.executable, "manage.py", "reapply_erasures"]
    run = subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True)
    left = dump_of(restored)

    assert run.stdout == "1 people were erased again.\n"
    assert SENTINEL.encode() not in left
    assert str(ann.pk).encode() not in left
    assert b"Bob" in left
    assert str(bob.pk).encode() in left


def put_back(person: Person) -> None:
    """Have somebody come back with a backup: the row, and what it says of itself."""
    Person.objects.bulk_create([person])
    Profile.objects.create(person=person, name="Ann")


def test_whoever_was_under_18_is_kept_out_again(member):
    minors.remove(person_id=member.pk, now=NOON)
    Erasure.objects.all().delete()
    Exclusion.objects.all().delete()
    put_back(member)
    assert again() == "1 people were erased again.\n"

    assert not Person.objects.exists()
    assert Exclusion.objects.filter(identity_hash__gt="").exists()


def test_who_only_asked_or_stayed_after_all_is_not_touched(member, come_in):
    come_in()
    erasures.ask(person_id=member.pk, now=timezone.now())

    assert again() == "0 people were erased again.\n"
    assert Person.objects.filter(is_active=True).count() == 2


def test_it_works_under_a_secret_that_was_replaced(member, settings):
    begun = erasures.begin(person_id=member.pk, why=Erasure.Why.PERSON, now=NOON)
    erasures.work(erasure_id=begun, now=NOON)
    put_back(member)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert again() == "1 people were erased again.\n"

    assert not Person.objects.exists()


def test_no_name_is_in_the_folder_and_only_its_owner_reads_it(member, folder):
    begun = erasures.begin(person_id=member.pk, why=Erasure.Why.PERSON, now=NOON)
    erasures.work(erasure_id=begun, now=NOON)
    (file,) = (folder / "erasures").iterdir()

    assert (file.name, file.stat().st_mode & 0o777) == ("2026-11-23", 0o600)
    assert file.read_text() == f"{ledger.person_hash(member.pk)} PERSON\n"
    file.write_text(file.read_text() + "0f0f")  # a crash while it was written
    assert [*ledger.read()] == [ledger.Line(ledger.person_hash(member.pk), "PERSON")]


def test_an_erasure_that_is_taken_back_with_its_transaction_is_not_noted(member):
    """Or a living person would be erased once a backup is put back."""
    erasures.erase(person_id=member.pk, email="", why=Erasure.Why.MINOR, now=NOON)

    assert [*ledger.read()] == [], "this test's transaction never ends"


def test_nothing_else_of_theirs_stays(member):
    begun = erasures.begin(person_id=member.pk, why=Erasure.Why.PERSON, now=NOON)
    erasures.work(erasure_id=begun, now=NOON)
    found = Erasure.objects.get()

    assert (found.person, found.email, found.language) == (None, "", "")
    assert found.backups_until == NOON + timedelta(days=30)
    assert not Device.objects.exists()
    assert not Consent.objects.exists()
