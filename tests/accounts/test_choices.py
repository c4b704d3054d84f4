"""Whether visits may be counted: asked once, kept, and taken back at any time (promises: COO-1, COO-5, COO-6)."""

import pytest

from accounts.models import PageView, Person, Visit
from privacy import consent, policy
from privacy.models import Consent
from privacy.services import record_answers
from tests.accounts.conftest import NOON
from tests.accounts.counted import HERE, answer

pytestmark = pytest.mark.django_db
BAR = "choices-bar"


def test_everybody_is_asked_once_and_both_answers_are_buttons(client, redis_live):
    page = client.get("/en/policy/").content.decode()

    assert page.count('name="all" value="yes"') == page.count('name="all" value="no"') == 1
    answer(client, "no")
    assert BAR not in client.get("/en/policy/").content.decode()


@pytest.mark.parametrize("header", ["HTTP_DNT", "HTTP_SEC_GPC"])
def test_a_browser_that_refuses_is_not_asked_and_the_page_says_so(client, header):
    refusing = {header: "1"}

    assert BAR not in client.get("/en/policy/", **refusing).content.decode()
    assert "Your browser says no for you" in client.get("/en/account/choices/", **refusing).content.decode()


@pytest.mark.parametrize("header", ["HTTP_DNT", "HTTP_SEC_GPC"])
def test_the_browsers_no_outweighs_every_yes(client, redis_live, header):
    answer(client, "yes")
    before = PageView.objects.count()
    client.get("/en/policy/", **{header: "1"})

    assert PageView.objects.count() == before
    answer(client, "yes", **{header: "1"})
    assert client.cookies[consent.COOKIE].value == "usage.no"


def test_without_an_answer_nothing_is_stored_and_no_cookie_set(client, everything):
    before = everything()
    for address in ("/en/policy/", "/en/rules/", "/en/cookies/", "/en/account/choices/"):
        client.get(address)

    assert everything() == before
    assert not client.cookies


def test_a_no_leaves_the_answer_and_nothing_else(client, everything):
    before = everything()
    answer(client, "no")
    client.get("/en/rules/")

    assert everything() == before
    assert {name: cookie.value for name, cookie in client.cookies.items() if cookie.value} == {
        consent.COOKIE: "usage.no"
    }


def test_the_answer_is_kept_for_a_person_each_time_it_changes(client, redis_live, come_in):
    person = come_in().person
    client.force_login(person)
    for said in ("yes", "yes", "no", "yes"):
        answer(client, said)

    rows = Consent.objects.filter(what=Consent.What.USAGE).order_by("pk").values_list("person", "is_given", "version")
    assert list(rows) == [(person.pk, given, policy.current().number) for given in (True, False, True)]


def test_a_no_deletes_ones_visits_and_nobody_elses(client, redis_live, come_in):
    client.force_login(come_in().person)
    other = Visit.objects.create(person=come_in().person, began_at="2026-11-23T12:00Z", last_at="2026-11-23T12:00Z")
    answer(client, "yes")
    client.get("/en/rules/")
    answer(client, "no")

    assert list(Visit.objects.all()) == [other]
    assert client.cookies["visit"].value == client.cookies["been-here"].value == ""


def test_a_stranger_who_takes_back_a_yes_is_not_in_the_table_any_more(client, redis_live):
    answer(client, "yes")
    assert Visit.objects.count() == 1
    answer(client, "no")

    assert not Visit.objects.exists()


def test_a_no_in_another_browser_holds_in_this_one(client, redis_live, come_in):
    person = come_in().person
    answer(client, "yes")
    Visit.objects.all().delete()
    record_answers(person_id=person.pk, answers={"usage": False}, language="nl", now=NOON)
    client.force_login(person)
    client.get("/en/rules/")

    assert not Visit.objects.exists()
    assert client.cookies[consent.COOKIE].value == "usage.no"


def test_whoever_answered_elsewhere_is_not_asked_again(client, come_in):
    person = come_in().person
    record_answers(person_id=person.pk, answers={"usage": False}, language="nl", now=NOON)
    client.force_login(person)

    assert BAR not in client.get("/en/rules/").content.decode()


def test_a_yes_before_coming_in_becomes_the_persons(client, redis_live):
    answer(client, "yes")
    client.post("/enter/", {"age": "on", "policy": policy.current().number})

    assert Consent.objects.get(what=Consent.What.USAGE).person == Person.objects.get()
    assert Visit.objects.get().entered_at is not None


def test_another_site_can_answer_for_nobody(client, redis_live):
    for origin in ({}, {"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"}):
        assert client.post("/en/account/choices/", {"all": "yes"}, **origin).status_code == 403
    assert not client.cookies


def test_the_answer_leads_back_to_where_it_was_given_and_nowhere_else(client, redis_live):
    here = client.post("/en/account/choices/", {"all": "no", "next": "/en/rules/"}, **HERE)
    elsewhere = client.post("/en/account/choices/", {"all": "no", "next": "https://elsewhere.example/"}, **HERE)

    assert here["Location"] == "/en/rules/"
    assert elsewhere["Location"] == "/"


@pytest.mark.parametrize("cookie", ["", "usage", "usage.", "usage.maybe", "else.yes", "usage.yes.no", "+", "." * 4000])
def test_a_cookie_that_is_not_ours_is_no_answer(cookie):
    assert consent.read(cookie) == {}


def test_answers_are_read_as_they_were_written():
    assert consent.read(consent.written({"usage": True})) == {"usage": True}
    assert consent.read("other.yes+usage.no") == {"usage": False}
