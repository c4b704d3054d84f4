"""People who have met, and what one of them can hand in about the other."""

import json
import secrets
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from accounts import services
from accounts.models import Person
from matching import seals
from matching.selectors import keyring, unix_ms
from moderation.services import complaints
from privacy import policy

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def cupboard(settings, tmp_path):
    """Return the folder under which this test's pictures and keys lie."""
    settings.EVIDENCE_ROOT, settings.EVIDENCE_KEYS_ROOT = tmp_path / "evidence", tmp_path / "keys"
    return tmp_path


@pytest.fixture
def come_in(db):
    """Return a function that lets a guest in."""

    def enter(**changes):
        given = {
            "person": None,
            "device": None,
            "address_hash": "",
            "age_stated": True,
            "policy_version": policy.current().number,
            "language": "nl",
            "now": NOON,
        }
        return services.enter_as_guest(**(given | changes)).person

    return enter


@pytest.fixture
def ann(come_in):
    return come_in()


@pytest.fixture
def bob(come_in):
    return come_in()


@pytest.fixture
def staff(db):
    """Return a function that makes a member of staff."""

    def make(name="mo"):
        return Person.objects.create_superuser(f"{name}@chatear.example", "correct horse battery")

    return make


def picture(colour="navy", size=(320, 240), kind="JPEG"):
    """Return a picture as a file."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    file.seek(0)
    return file


class Talk:
    """What one browser holds of a talk: the handle of the other, and the sealed texts."""

    def __init__(self, holder, partner, now=NOON):
        self.holder, self.partner, self.now = holder, partner, now
        self.chat = secrets.token_urlsafe(12)
        self.handle = seals.seal_handle(
            keyring(), chat=self.chat, partner=str(partner.pk), holder=str(holder.pk), now=unix_ms(now)
        )
        self.head = seals.opening(keyring(), self.chat, now=unix_ms(now))
        self.said = []

    def say(self, person, body):
        """Have one of the two write something."""
        prev, seq, at = self.head, len(self.said), unix_ms(self.now)
        seal, self.head = seals.stamp(keyring(), prev, chat=self.chat, sender=str(person.pk), seq=seq, at=at, body=body)
        self.said.append({"seq": seq, "at": at, "seal": seal, "prev": prev, "body": body})
        return self

    @property
    def messages(self):
        """Return all of it as it is handed in."""
        return json.dumps(self.said)

    def complain(self, reason="NUDITY", now=None, **more):
        """Complain about the other; return the receipt."""
        told = complaints.Told(handle=self.handle, reason=reason, messages=self.messages, **more)
        return complaints.file(person=self.holder, told=told, now=now or self.now)
