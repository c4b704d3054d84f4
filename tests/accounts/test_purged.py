"""Purged means the bytes: after retention and erasure a photo is found nowhere (promise: RET-1, RET-2; P-04, M3)."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from accounts import photos
from accounts.models import Person, Profile, SocialItem
from privacy import retention
from privacy.models import Erasure, LegalHold
from privacy.services import erasures

NOW = timezone.now()
LONG_AGO = (NOW - timedelta(days=400)).date()
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path, redis_live):
    settings.DATA_DIR, settings.MEDIA_ROOT, settings.ARCHIVES_ROOT = tmp_path, tmp_path / "media", tmp_path / "archives"


@pytest.fixture
def watermark():
    return secrets.token_bytes(64)


@pytest.fixture
def ann(watermark):
    """Return a guest who stays away, with a photo."""
    person = Person.objects.create(last_seen_date=LONG_AGO, language="en")
    Profile.objects.create(person=person, photo=photos.keep(b"RIFF" + watermark))
    return person


def found(settings, watermark):
    """Return every file in which the bytes are, under whatever name."""
    files = [path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()]
    return [path.name for path in files if watermark in path.read_bytes()]


def inodes(settings):
    return {path.stat().st_ino for path in Path(settings.MEDIA_ROOT).rglob("*")}


def test_the_bytes_would_be_found(settings, ann, watermark):
    """A planted copy, under another name, so that finding none means that there is none."""
    (settings.MEDIA_ROOT / "thumbnail.tmp").write_bytes(b"..." + watermark)

    assert len(found(settings, watermark)) == 2


def test_a_guest_who_stays_away_leaves_no_byte_of_their_photo(settings, ann, watermark):
    inode = photos.path_of(ann.profile.photo).stat().st_ino
    done = retention.run(name="idle-guests", now=NOW)

    assert (done.error, done.deleted) == ("", 1)
    assert found(settings, watermark) == []
    assert inode not in inodes(settings)


def test_who_is_erased_leaves_no_byte_of_their_photo(settings, ann, watermark):
    number = erasures.begin(person_id=ann.pk, why=Erasure.Why.PERSON, now=NOW)
    erasures.work(erasure_id=number, now=NOW)

    assert not Person.objects.exists()
    assert found(settings, watermark) == []


def test_nobody_reads_the_bytes_through_a_name_that_is_still_open(settings, ann, watermark):
    """The file has no name any more: what still has it open has the last of it, and the disk takes it back then."""
    held = os.open(photos.path_of(ann.profile.photo), os.O_RDONLY)
    try:
        retention.run(name="idle-guests", now=NOW)
        assert os.fstat(held).st_nlink == 0
    finally:
        os.close(held)


def test_a_disk_that_refuses_at_first_is_asked_again(settings, ann, watermark, monkeypatch):
    """P-04: row and file go together, or in the next round."""
    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", refuse)
        assert retention.run(name="idle-guests", now=NOW).error == "OSError"
    assert found(settings, watermark)

    assert retention.run(name="idle-guests", now=NOW).deleted == 1
    assert found(settings, watermark) == []


def refuse(*_args, **_given):
    raise OSError


def test_a_photo_whose_row_alone_went_is_found_in_the_next_round(settings, ann, watermark, monkeypatch):
    """F14: a worker was killed between the two."""
    with monkeypatch.context() as killed:
        killed.setattr(photos, "destroy", lambda _name: None)
        ann.profile.delete()
    assert found(settings, watermark)

    assert retention.run(name="lost-photos", now=NOW + timedelta(hours=2)).deleted == 1
    assert found(settings, watermark) == []


def test_a_photo_that_was_only_just_written_is_nobodys_stray(settings, watermark):
    """Its row is not committed yet."""
    name = photos.keep(watermark)

    assert retention.run(name="lost-photos", now=NOW + timedelta(minutes=30)).deleted == 0
    assert photos.path_of(name).exists()


def test_a_photo_that_another_service_told_is_no_stray(settings, watermark):
    name = photos.keep(watermark)
    person = Person.objects.create()
    SocialItem.objects.create(person=person, provider="facebook", item="photo", value=name, came_at=NOW)

    assert retention.run(name="lost-photos", now=NOW + timedelta(days=1)).deleted == 0
    assert found(settings, watermark)


def test_a_legal_hold_keeps_the_bytes_and_its_end_lets_them_go(settings, ann, watermark):
    """P-28 with the bytes of P-04."""
    given = {"authority": "a court", "reason": "a case", "set_at": NOW - timedelta(days=1)}
    hold = LegalHold.objects.create(person=ann, ends_at=NOW + timedelta(seconds=1), **given)
    assert retention.run(name="idle-guests", now=NOW).held == 1
    assert found(settings, watermark)

    assert retention.run(name="idle-guests", now=hold.ends_at).deleted == 1
    assert found(settings, watermark) == []


def test_a_held_row_keeps_its_person_and_nobody_else(settings, ann, watermark):
    other = Person.objects.create(last_seen_date=LONG_AGO)
    given = {"authority": "a court", "reason": "a case", "set_at": NOW - timedelta(days=1)}
    LegalHold.objects.create(table="accounts.Profile", row=str(ann.pk), ends_at=NOW + timedelta(days=1), **given)
    done = retention.run(name="idle-guests", now=NOW)

    assert (done.deleted, done.held) == (1, 1)
    assert not Person.objects.filter(pk=other.pk).exists()
    assert found(settings, watermark)
