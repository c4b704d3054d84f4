"""Who of staff looked at somebody's data, when and why, is in their copy: reliability P-21."""

import json
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from accounts.models import Person
from privacy.services import archives, looks

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_places(settings, tmp_path):
    settings.ARCHIVES_ROOT = tmp_path


@pytest.fixture
def people():
    """Return somebody, somebody else, and a member of staff who has looked at both."""
    names = {"ann": False, "eve": False, "sam": True}
    made = [
        Person.objects.create(email=f"{name}@chatear.example", member_since=NOON, is_staff=is_staff)
        for name, is_staff in names.items()
    ]
    ann, eve, sam = made
    for whom, why in ((ann, "asked for help with a passkey"), (eve, "wrote that somebody is a child")):
        looks.note(
            staff_id=sam.pk,
            roles=["support"],
            action="view",
            what="accounts.Person",
            row=str(whom.pk),
            about=[whom.pk],
            reason=why,
            now=NOON,
        )
    return made


def copy_of(person):
    """Return somebody's copy: what programs read, as text, and what people do."""
    row = archives.ask(person_id=person.pk, language="en", now=timezone.now())
    archives.make(archive_id=row.pk, clock=timezone.now)
    pack = ZipFile(BytesIO(archives.fetch(archive_id=row.pk, person_id=person.pk, now=timezone.now())))
    return pack.read("data.json").decode(), pack.read("index.html").decode()


def test_each_look_is_in_the_copy_of_whom_it_was_about_with_role_day_and_reason(people):
    data, page = copy_of(people[0])

    assert json.loads(data)["tables"]["privacy.LookedAt"]["rows"] == [
        {
            "day": "2026-11-23",
            "roles": "support",
            "action": "view",
            "what": "accounts.Person",
            "reason": "asked for help with a passkey",
        }
    ]
    assert "asked for help with a passkey" in page


def test_it_names_neither_the_member_of_staff_nor_anybody_else(people):
    _, eve, sam = people
    for text in copy_of(people[0]):
        assert str(sam.pk) not in text
        assert str(eve.pk) not in text
        assert "somebody is a child" not in text


def test_staff_s_own_copy_says_what_they_did_and_to_nobody(people):
    ann, eve, sam = people
    data, page = copy_of(sam)

    assert len(json.loads(data)["tables"]["privacy.Look"]["rows"]) == 2
    for text in (data, page):
        assert str(ann.pk) not in text
        assert str(eve.pk) not in text
