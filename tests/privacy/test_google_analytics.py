"""Google Analytics: only where a site has it, on pages of whoever said yes to it (promise: COO-2; P-16)."""

import pytest
from django.utils import timezone

from accounts.models import Person
from privacy import consent, policy
from privacy.models import Consent, Objection
from tests.accounts.counted import HERE, answer

pytestmark = pytest.mark.django_db

THEIRS = ("googletagmanager", "google-analytics", "<google-analytics")


@pytest.fixture(autouse=True)
def _switched_on(settings, redis_live):
    settings.GOOGLE_ANALYTICS_ID = "G-1"


def says(browser, **answers):
    """Answer some questions on the page of choices."""
    assert browser.post("/en/account/choices/", answers, **HERE).status_code == 303


def lets_in(browser, path, **headers):
    """Whether Google is named in a page or in what it may load."""
    response = browser.get(path, **headers)
    assert response.status_code == 200
    said = response.content.decode() + response["Content-Security-Policy"]
    return any(name in said for name in THEIRS)


def test_nothing_of_it_is_there_before_a_yes(client):
    assert not any(lets_in(client, path) for path in ("/en/", "/en/policy/", "/en/cookies/"))


def test_a_yes_to_our_own_counting_is_none_to_google(client):
    says(client, usage="yes")

    assert not lets_in(client, "/en/policy/")


def test_a_yes_opens_the_pages_of_whoever_said_it(client):
    says(client, google="yes")
    response = client.get("/en/policy/")

    assert '<google-analytics data-id="G-1"' in response.content.decode()
    assert "https://*.googletagmanager.com" in response["Content-Security-Policy"]
    assert "doubleclick" not in response["Content-Security-Policy"]


def test_it_is_never_on_a_page_of_the_account_nor_where_an_address_says_something(client):
    says(client, google="yes")

    assert not any(lets_in(client, path) for path in ("/en/account/choices/", "/en/contact/", "/en/policy/1/"))


def test_its_script_is_not_in_the_page_itself(client):
    """Our own module asks for it, once it has looked at what the browser says."""
    says(client, google="yes")

    assert "<script" in (page := client.get("/en/policy/").content.decode())
    assert 'src="https://' not in page


@pytest.mark.parametrize("header", ["HTTP_DNT", "HTTP_SEC_GPC"])
def test_the_browsers_no_outweighs_a_yes(client, header):
    """promise: COO-6"""
    says(client, google="yes")

    assert lets_in(client, "/en/policy/")
    assert not lets_in(client, "/en/policy/", **{header: "1"})


@pytest.mark.parametrize("how", ["objects", "restricted"])
def test_it_is_not_there_for_whoever_objects_or_wants_their_data_only_kept(client, how):
    """P-14: a yes from before does not outweigh that."""
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    says(client, google="yes")
    assert lets_in(client, "/en/policy/")
    if how == "objects":
        Objection.objects.create(person=Person.objects.get(), what=Objection.What.COUNTING, objected_at=timezone.now())
    else:
        Person.objects.update(restricted_at=timezone.now())

    assert not lets_in(client, "/en/policy/")


def test_taking_it_back_deletes_its_cookies_at_once(client):
    says(client, google="yes")
    for name in ("_ga", "_ga_1"):
        client.cookies[name] = "GA1.1.1"
    client.get("/en/policy/")
    assert client.cookies["_ga"].value == "GA1.1.1"
    says(client, google="no")

    assert client.cookies["_ga"].value == client.cookies["_ga_1"].value == ""
    assert not lets_in(client, "/en/policy/")


def test_cookies_that_are_left_from_before_it_was_switched_off_go(client, settings):
    settings.GOOGLE_ANALYTICS_ID = ""
    client.cookies["_ga"] = "GA1.1.1"
    client.get("/en/policy/")

    assert client.cookies["_ga"].value == ""


def test_each_question_has_its_own_yes_and_no(client):
    page = client.get("/en/account/choices/").content.decode()

    for name in ("usage", "google"):
        assert page.count(f'name="{name}" value="yes"') == page.count(f'name="{name}" value="no"') == 1


def test_the_question_on_a_page_takes_one_press_either_way(client):
    """promise: COO-5"""
    page = client.get("/en/rules/").content.decode()

    assert page.count('name="all" value="no"') == page.count('name="all" value="yes"') == 1
    assert "Answer each by itself" in page
    answer(client, "yes")
    assert client.cookies[consent.COOKIE].value == "google.yes+usage.yes"


def test_a_later_question_changes_no_answer_that_was_given(client, settings):
    settings.GOOGLE_ANALYTICS_ID = ""
    answer(client, "no")
    settings.GOOGLE_ANALYTICS_ID = "G-1"
    page = client.get("/en/rules/").content.decode()
    assert 'name="asked" value="google"' in page
    assert 'name="asked" value="usage"' not in page
    client.post("/en/account/choices/", {"all": "yes", "asked": "google"}, **HERE)

    assert client.cookies[consent.COOKIE].value == "google.yes+usage.no"


def test_the_answers_of_a_person_are_on_record(client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    says(client, google="yes")
    says(client, google="no")

    rows = Consent.objects.filter(person=Person.objects.get(), what=Consent.What.GOOGLE).order_by("pk")
    assert list(rows.values_list("is_given", "version")) == [
        (True, policy.current().number),
        (False, policy.current().number),
    ]


def test_the_pages_say_that_it_is_there_and_which_cookies_it_sets(client, settings):
    """promise: COO-1"""
    shown = client.get("/en/cookies/").content.decode()
    settings.GOOGLE_ANALYTICS_ID = ""
    hidden = client.get("/en/cookies/").content.decode()

    assert "_ga_*" in shown
    assert "after your yes, your browser loads a program of Google" in shown
    assert "_ga" not in hidden
    assert "Google Analytics is not in use on this site." in hidden


def test_a_site_without_it_asks_nothing_about_it(client, settings):
    settings.GOOGLE_ANALYTICS_ID = ""

    assert "google" not in client.get("/en/account/choices/").content.decode().lower()
    says(client, google="yes", usage="no")
    assert client.cookies[consent.COOKIE].value == "usage.no"
