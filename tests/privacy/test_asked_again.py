"""After a new version everybody is asked once more, and sees first what changed (promise: SCO-3)."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Exclusion, Person
from privacy import policy
from privacy.models import Consent
from privacy.services import record_consent

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NEWS = policy.news_since("1", "en")
CHANGED = "Our privacy policy has changed since you were here"
DOOR = {"age": "on", "policy": policy.current().number, "next": "/en/"}


@pytest.fixture
def guest():
    return Person.objects.create(joined_at=NOW)


@pytest.fixture
def old(client, guest):
    """Return the browser of somebody who accepted the version before."""
    for what in (Consent.What.POLICY, Consent.What.AGE):
        record_consent(person_id=guest.pk, what=what, version="1", language="en", how="GUEST", now=NOW)
    client.force_login(guest)
    return client


def first_page(client):
    return client.get("/en/").content.decode().replace("&#x27;", "'")


def test_a_guest_sees_what_changed_before_being_asked(old):
    page = first_page(old)

    assert "data-entered" not in page.partition("<chat-stage")[2].partition(">")[0]
    assert NEWS
    assert all(words in page for words in NEWS)
    assert page.index(CHANGED) < page.index(NEWS[0]) < page.index('name="policy"')
    assert 'href="/en/policy/changes/"' in page


def test_a_member_sees_it_as_well(old, guest):
    Person.objects.filter(pk=guest.pk).update(email="ann@chatear.example", member_since=NOW)

    assert CHANGED in first_page(old)


def test_a_yes_is_asked_for_once(old):
    assert old.post("/enter/", DOOR)["Location"] == "/en/"

    page = first_page(old)
    assert CHANGED not in page
    assert "data-entered" in page.partition("<chat-stage")[2].partition(">")[0]


def test_the_yes_of_the_old_version_lets_nobody_in(old):
    assert old.post("/enter/", DOOR | {"policy": "1"}, headers={"accept": "application/json"}).status_code == 400


def test_whoever_is_new_reads_of_no_change(client):
    page = first_page(client)

    assert CHANGED not in page
    assert "Before your first chat" in page


def test_whoever_is_kept_out_reads_what_changed_and_is_asked_once_they_may_come_back(old, guest):
    until = datetime.now(UTC) + timedelta(hours=1)
    ban = Exclusion.objects.create(person=guest, began_at=until - timedelta(hours=2), ends_at=until)

    assert old.get("/en/policy/changes/").status_code == 200
    assert old.get("/en/").status_code == 302
    ban.delete()
    assert CHANGED in first_page(old)


def test_news_are_told_from_the_version_that_somebody_knows():
    assert policy.news_since(policy.current().number, "en") == []
    assert policy.news_since("", "en") == []
    assert len(policy.news_since("1", "nl")) == len(NEWS)
