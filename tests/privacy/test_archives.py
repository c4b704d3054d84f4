"""A copy of one's data is whole or not there, fetched once, and gone: reliability T61, T62, F15; promise: RGT-4."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.models import Person, Profile, SocialItem
from privacy import archive, emails, export
from privacy.models import Archive, Outgoing
from privacy.services import archives

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ARCHIVES_ROOT = tmp_path / "archives"
    return settings.ARCHIVES_ROOT


@pytest.fixture
def ann(db):
    return Person.objects.create(email="ann@chatear.example", member_since=NOW, language="nl")


@pytest.fixture
def asked(ann):
    return archives.ask(person_id=ann.pk, language="en", now=NOW)


@pytest.fixture
def ready(asked):
    archives.make(archive_id=asked.pk, clock=lambda: NOW)
    asked.refresh_from_db()
    return asked


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Return what runs a block, and after it what waits for its rows to hold."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def files(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def opened(content):
    pack = ZipFile(BytesIO(content))
    assert pack.testzip() is None
    return pack


def test_a_copy_is_made_and_its_person_hears_of_it(ready, folder):
    assert (ready.state, ready.progress, ready.ends_at - ready.ready_at) == ("READY", 100, timedelta(hours=48))
    assert files(folder) == [f"{ready.name}.sealed"]
    assert ready.size == archive.size_of(ready.name)
    emails.send(mail_id=Outgoing.objects.get(template="data-ready").pk, now=NOW)
    assert mail.outbox[0].to == ["ann@chatear.example"]
    assert "http" not in mail.outbox[0].body, "a link could open something"


def test_a_guest_without_an_address_gets_no_mail(ann, asked):
    Person.objects.update(email=None)
    archives.make(archive_id=asked.pk, clock=lambda: NOW)

    assert not Outgoing.objects.exists()


def test_what_lies_on_the_disk_says_nothing(ready, folder):
    sealed = (folder / f"{ready.name}.sealed").read_bytes()

    assert b"PK\x03\x04" not in sealed
    assert b"ann@" not in sealed
    assert (folder / f"{ready.name}.sealed").stat().st_mode & 0o777 == 0o600
    with pytest.raises(archive.Broken):
        archive.read(ready.name, key=bytes(32))


def test_whoever_cuts_the_end_off_is_found_out(ready, folder, monkeypatch):
    path = folder / f"{ready.name}.sealed"
    content = path.read_bytes()
    path.write_bytes(content[:-1])

    with pytest.raises(archive.Broken):
        archive.read(ready.name, key=bytes(ready.key))


def test_a_large_copy_cut_between_two_chunks_is_broken(folder):
    key = bytes(32)
    with archive.writing("a" * 32, key=key) as pack:
        pack.writestr("noise", bytes(range(256)) * 4096, compress_type=0)
    path = folder / f"{'a' * 32}.sealed"
    whole = path.read_bytes()
    assert len(whole) > 2 * (archive.CHUNK + archive.TAG)
    assert opened(archive.read("a" * 32, key=key)).read("noise") == bytes(range(256)) * 4096
    path.write_bytes(whole[: archive.CHUNK + archive.TAG])

    with pytest.raises(archive.Broken):
        archive.read("a" * 32, key=key)


def test_it_is_fetched_once_and_gone_at_once(ann, ready, folder, at_once):
    with at_once():
        content = archives.fetch(archive_id=ready.pk, person_id=ann.pk, now=LATER)

    assert json.loads(opened(content).read("data.json"))["tables"]["accounts.Person"]["rows"][0]["email"] == ann.email
    assert files(folder) == []
    ready.refresh_from_db()
    assert (ready.state, ready.name, bytes(ready.key)) == ("FETCHED", "", b"")
    with pytest.raises(archives.Gone):
        archives.fetch(archive_id=ready.pk, person_id=ann.pk, now=LATER)


def test_nobody_else_fetches_it(ready, db):
    other = Person.objects.create(email="eve@chatear.example", member_since=NOW)

    with pytest.raises(archives.NotTheirs):
        archives.fetch(archive_id=ready.pk, person_id=other.pk, now=LATER)
    assert Archive.objects.get().state == "READY"


def test_it_is_not_fetched_before_it_is_ready(ann, asked):
    with pytest.raises(archives.NotReady):
        archives.fetch(archive_id=asked.pk, person_id=ann.pk, now=LATER)


def test_after_48_hours_it_is_over_also_before_the_sweep_has_come(ann, ready, folder, at_once):
    end = NOW + timedelta(hours=48)
    with pytest.raises(archives.Gone):
        archives.fetch(archive_id=ready.pk, person_id=ann.pk, now=end)
    assert files(folder)
    with at_once():
        archives.end_over(now=end)

    assert files(folder) == []
    assert Archive.objects.get().state == "OVER"


def test_one_second_before_it_is_still_there(ann, ready, folder, at_once):
    moment = NOW + timedelta(hours=48, seconds=-1)
    with at_once():
        archives.end_over(now=moment)

    assert archives.fetch(archive_id=ready.pk, person_id=ann.pk, now=moment)


def test_a_month_after_it_is_over_nothing_says_that_it_was(ann, ready, at_once):
    with at_once():
        archives.throw_away(archive_id=ready.pk, person_id=ann.pk, now=LATER)
    archives.end_over(now=LATER + timedelta(days=30, seconds=-1))
    assert Archive.objects.exists()
    archives.end_over(now=LATER + timedelta(days=30))

    assert not Archive.objects.exists()


def test_there_is_one_at_a_time(ann, asked, ready, at_once):
    with pytest.raises(archives.OneIsOpen):
        archives.ask(person_id=ann.pk, language="en", now=LATER)
    with at_once():
        archives.throw_away(archive_id=asked.pk, person_id=ann.pk, now=LATER)

    assert archives.ask(person_id=ann.pk, language="en", now=LATER).pk != asked.pk


def test_the_database_holds_to_it(ann, asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Archive.objects.create(person=ann, language="en", asked_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Archive.objects.filter(pk=asked.pk).update(state="OVER", over_at=NOW, key=b"left")


def test_whoever_goes_takes_the_file_along(ann, ready, folder, at_once):
    with at_once():
        ann.delete()

    assert files(folder) == []


def test_names_in_the_zip_are_ours(ann, asked, monkeypatch):
    monkeypatch.setattr(export.extras, "_files", [lambda _: [export.File("photo.webp", "Your photo", b"WEBP")]])
    archives.make(archive_id=asked.pk, clock=lambda: NOW)
    names = opened(archives.fetch(archive_id=asked.pk, person_id=ann.pk, now=NOW)).namelist()

    assert names == ["data.json", "index.html", "schema.json", "files/photo.webp"]


@pytest.mark.parametrize("name", ["../photo.webp", "/etc/passwd", "a/b.webp", "photo.exe", "photo.webp\n", ".webp"])
def test_a_name_that_could_lead_anywhere_is_refused(name):
    with pytest.raises(export.BadName):
        export.File(name, "", b"")


def test_values_are_text_and_nothing_else(ann, asked):
    attack = '</td><script>alert(1)</script><img src=x onerror="alert(2)">'
    Profile.objects.create(person=ann, name=attack[:24], interests=[attack[:20]])
    SocialItem.objects.create(person=ann, provider="facebook", item="name", value=attack, came_at=NOW)
    archives.make(archive_id=asked.pk, clock=lambda: NOW)
    page = opened(archives.fetch(archive_id=asked.pk, person_id=ann.pk, now=NOW)).read("index.html").decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page


class Killed(BaseException):
    """The process is gone: nothing of ours runs after it."""


STEPS = ["claimed", "first bytes", "data written", "page", "sealed", "named", "before the row", "mail"]


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_that_is_killed_leaves_no_half_and_no_second_one(step, ann, asked, folder, monkeypatch, at_once):
    """F15: a copy is whole, or it is not there; the next round makes it."""
    with monkeypatch.context() as patch:
        kill_at(step, patch)
        with pytest.raises(Killed):
            archives.make(archive_id=asked.pk, clock=lambda: NOW)
    left = files(folder)
    asked.refresh_from_db()
    assert asked.state == "WORKING"
    assert archives.due(now=NOW) == []
    soon = NOW + archives.SILENCE
    assert archives.due(now=soon) == [asked.pk]
    with at_once():
        archives.make(archive_id=asked.pk, clock=lambda: soon)
    with at_once():
        archives.end_over(now=soon)

    assert Archive.objects.get().state == "READY"
    assert len(files(folder)) == 1, left
    assert Outgoing.objects.filter(template="data-ready").count() == 1
    assert opened(archives.fetch(archive_id=asked.pk, person_id=ann.pk, now=soon)).namelist()


def kill_at(step, patch):
    """Have the worker die at a step of its work."""

    def die(*_, **__):
        raise Killed

    match step:
        case "claimed":
            patch.setattr(export, "files_of", die)
        case "first bytes":
            patch.setattr(export, "write_data", die)
        case "data written":
            patch.setattr(export, "figures_of", die)
        case "page":
            patch.setattr(export, "page", die)
        case "sealed":
            patch.setattr(archive.os, "fsync", die)
        case "named":
            patch.setattr(archive, "_sync_folder", die)
        case "before the row":
            patch.setattr(archive, "size_of", die)
        case "mail":
            patch.setattr(emails, "post", die)
