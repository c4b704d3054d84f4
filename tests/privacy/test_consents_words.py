"""A consent says in which words it was given, and the words can be found again. P-16; promise: SCO-2, COO-5"""

import html
import re
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Person
from privacy import policy
from privacy.models import Consent, Wording
from privacy.services import record_answers, record_consent

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def ann():
    return Person.objects.create(email="ann@chatear.example", member_since=NOON)


def shown(response):
    """Return a page's text as it is read."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode())))


@pytest.mark.parametrize("language", ["en", "nl", "ar"])
def test_what_was_ticked_at_the_door_is_kept_as_it_stood_there(client, language):
    door = shown(client.get(f"/{language}/"))
    client.post(
        "/enter/",
        {"age": "on", "policy": policy.current().number, "next": f"/{language}/"},
        headers={"Accept-Language": language},
    )
    rows = Consent.objects.select_related("words")

    assert {row.what for row in rows} == {"AGE", "POLICY"}
    for row in rows:
        assert row.language == row.words.language == language
        assert row.words.text in door


def test_what_is_asked_on_every_page_is_kept_as_it_stood_there(client, ann):
    client.force_login(ann)
    page = client.get("/nl/account/profile/")
    asked = re.findall(r'name="asked" value="(\w+)"', page.content.decode())
    client.post("/nl/account/choices/", {"all": "yes", "asked": asked}, headers=HERE)

    assert asked == ["usage"]
    assert Consent.objects.get().words.text in shown(page)


def test_what_is_answered_on_the_page_about_it_is_kept_with_all_that_stood_there(client, ann):
    client.force_login(ann)
    page = shown(client.get("/nl/account/choices/"))
    client.post("/nl/account/choices/", {"usage": "no"}, headers=HERE)
    title, *sentences = re.split(r"(?<=[.!?]) ", Consent.objects.get().words.text)

    assert title.rstrip(".") in page
    assert all(sentence in page for sentence in sentences)


def test_a_sentence_is_kept_once_whoever_said_it(ann):
    bob = Person.objects.create()
    for person in (ann, bob):
        record_consent(person_id=person.pk, what="AGE", version="1", language="nl", how="GUEST", now=NOON)
    record_consent(person_id=bob.pk, what="AGE", version="2", language="en", how="GUEST", now=NOON)

    assert Wording.objects.count() == 2


def test_yes_then_no_are_two_rows_and_the_first_stays(ann):
    for answer in (True, True, False):
        record_answers(person_id=ann.pk, answers={"usage": answer}, language="en", now=NOON)

    assert [*Consent.objects.order_by("pk").values_list("is_given", flat=True)] == [True, False]


@pytest.mark.parametrize("changes", [{"is_given": False}, {"words": None}, {"version": "9"}], ids=str)
def test_the_database_lets_nobody_change_what_was_said(ann, changes):
    record_answers(person_id=ann.pk, answers={"usage": True}, language="en", now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(**changes)


def test_the_database_lets_nobody_change_the_words_nor_lose_them(ann):
    record_answers(person_id=ann.pk, answers={"usage": True}, language="en", now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.update(text="Something else")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.all().delete()


def test_everything_somebody_said_stands_on_their_privacy_page_word_by_word(client, ann):
    client.force_login(ann)
    record_answers(person_id=ann.pk, answers={"usage": True}, language="nl", now=NOON)
    page = client.get("/en/account/privacy/").content.decode()

    assert f'<q lang="nl" translate="no" dir="auto">{html.escape(Wording.objects.get().text)}</q>' in page
