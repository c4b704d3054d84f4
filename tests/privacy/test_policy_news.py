"""A new version of the policy is told to whoever has an account, once (promise: SCO-3)."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core import mail

from accounts.models import Person
from privacy import emails, policy, tasks
from privacy.models import Consent, Outgoing, PolicyNews
from privacy.services import news, record_consent

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROOT = "https://chatear.example"


def somebody(name="ann", **fields):
    return Person.objects.create(email=f"{name}@chatear.example", member_since=NOW, **({"language": "nl"} | fields))


def tell():
    return news.tell_of_policy(root=ROOT, now=NOW)


def accepts(person, version):
    record_consent(person_id=person.pk, what="POLICY", version=version, language="nl", how="ACCOUNT", now=NOW)


def test_whoever_has_an_account_is_told_once_a_version():
    ann = somebody()
    accepts(ann, "1")

    assert (tell(), tell()) == (1, 0)
    assert list(PolicyNews.objects.values_list("person", "version")) == [(ann.pk, policy.current().number)]
    assert Outgoing.objects.get().to == "ann@chatear.example"


def test_who_accepted_it_already_is_not_written_to():
    accepts(somebody(), policy.current().number)

    assert tell() == 0


def test_guests_and_closed_accounts_are_not_written_to():
    Person.objects.create()
    somebody(is_active=False)

    assert tell() == 0


def test_who_wants_their_data_only_kept_is_told_once_they_lift_that():
    """Until then we write only about what they ask (P-14); the page asks them, should they come (SCO-3)."""
    somebody(restricted_at=NOW)
    assert tell() == 0
    Person.objects.update(restricted_at=None)

    assert tell() == 1


def test_a_next_version_is_told_again(monkeypatch):
    somebody()
    tell()
    monkeypatch.setattr(policy, "VERSIONS", (*policy.VERSIONS, policy.Version("3", date(2027, 1, 2))))
    monkeypatch.setattr(policy, "news", lambda *_: [])

    assert (tell(), tell()) == (1, 0)


def test_of_the_first_version_there_is_no_news(monkeypatch):
    somebody()
    monkeypatch.setattr(policy, "VERSIONS", policy.VERSIONS[:1])

    assert tell() == 0


def test_many_are_told_batch_by_batch_and_nobody_twice(monkeypatch):
    monkeypatch.setattr(news, "AT_ONCE", 2)
    for number in range(5):
        somebody(f"ann{number}")

    assert [tell() for _ in range(4)] == [2, 2, 1, 0]
    assert Outgoing.objects.values("to").distinct().count() == 5


def test_a_mail_that_could_not_be_noted_leaves_the_person_to_be_told(monkeypatch):
    somebody()

    def breaks(*_args, **_kwargs):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(emails, "post", breaks)
        with pytest.raises(RuntimeError):
            tell()

    assert tell() == 1


def test_the_mail_says_what_changed_in_the_language_of_whoever_gets_it():
    somebody()
    tell()
    emails.send(mail_id=Outgoing.objects.get().pk, now=NOW)
    (message,) = mail.outbox

    first = policy.plain(policy.news(policy.current(), "nl")[0])
    assert first in message.body
    assert f"{ROOT}/nl/policy/changes/" in message.body
    assert f'href="{ROOT}/nl/policy/"' in message.alternatives[0][0]
    assert "ann@" not in message.body


def test_the_clock_tells(settings):
    somebody()
    tasks.tell_of_policy()

    assert PolicyNews.objects.exists()
    assert "privacy.tasks.tell_of_policy" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_a_record_of_what_was_told_goes_with_its_person():
    ann = somebody()
    tell()
    Consent.objects.all().delete()
    ann.delete()

    assert not PolicyNews.objects.exists()


@pytest.mark.parametrize("version", policy.VERSIONS[1:], ids=lambda version: version.number)
def test_what_is_new_needs_no_names_filled_in(version):
    said = policy.news(version, "en")

    assert said
    assert not any(re.search(r"[{\]]", words.words) for words in said)
