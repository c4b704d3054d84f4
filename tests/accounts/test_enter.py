"""The door: one short step, and nothing stored before it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import services
from accounts.models import Device, Person
from privacy import policy
from privacy.models import Consent

FORM = {"age": "on", "policy": policy.current().number, "next": "/nl/"}
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture(autouse=True)
def _database(db):
    return db


def test_nothing_is_stored_of_somebody_who_only_looks(client):
    """promise: CHI-1"""
    for page in ("/", "/nl/", "/nl/policy/", "/nl/rules/", "/nl/cookies/", "/policy/"):
        client.get(page)

    assert not any(model.objects.exists() for model in (Person, Device, Consent, Session))
    assert set(client.cookies) <= {"csrftoken"}


def test_who_agrees_is_a_guest_with_a_device_and_two_consents(client):
    response = client.post("/enter/", FORM)
    person = Person.objects.get()

    assert (response.status_code, response["Location"]) == (303, "/nl/")
    assert person.is_guest
    assert set(person.consents.values_list("what", "version", "how")) == {
        ("POLICY", policy.current().number, "GUEST"),
        ("AGE", policy.current().number, "GUEST"),
    }
    cookie = client.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie.value not in str(Device.objects.values_list()), "the key itself stays in the browser"


def test_a_machine_gets_json(client):
    response = client.post("/enter/", FORM, **JSON)

    assert response.status_code == 201
    assert response.json() == {"person": str(Person.objects.get().pk), "policy": policy.current().number}


def test_coming_in_again_is_the_same_person_on_the_same_device(client):
    for _ in range(3):
        client.post("/enter/", FORM)

    assert (Person.objects.count(), Device.objects.count(), Consent.objects.count()) == (1, 1, 2)


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"age": ""}, "18"), ({"policy": ""}, "policy"), ({"policy": "0"}, "policy"), ({"age": "off"}, "18")],
)
def test_without_age_or_policy_nobody_comes_in_and_hears_why(client, changes, says):
    response = client.post("/enter/", FORM | changes, headers={"accept": "application/json", "accept-language": "en"})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert says in response.json()["title"]
    assert not Person.objects.exists()


def test_a_browser_without_javascript_hears_it_on_the_page(client):
    response = client.post("/enter/", FORM | {"age": ""}, headers={"accept-language": "en"}, follow=True)

    assert "Say that you are 18 or older" in response.content.decode()
    assert not Person.objects.exists()


def test_the_excluded_device_stays_out_even_as_somebody_new(client):
    client.post("/enter/", FORM)
    now = timezone.now()
    services.exclude(device_id=Device.objects.get().pk, until=now + timedelta(hours=1), now=now)
    del client.cookies["sessionid"]
    response = client.post("/enter/", FORM, **JSON)

    assert response.status_code == 403
    assert Person.objects.count() == 1


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_door_leads_nowhere_else(client, wanted):
    assert client.post("/enter/", FORM | {"next": wanted})["Location"] == "/"


def test_pages_have_the_visitors_language_in_front(client):
    assert client.get("/", headers={"accept-language": "es-MX,es;q=0.9"})["Location"] == "/es/"
    assert client.get("/", headers={"accept-language": "xx"})["Location"] == "/en/"
    assert client.get("/excluded/", headers={"accept-language": "nl"})["Location"] == "/nl/excluded/"


def test_machines_learn_the_policys_version(client):
    answer = client.get("/policy/", headers={"accept": "application/json", "accept-language": "nl"}).json()

    assert answer == {"version": policy.current().number, "url": f"/nl/policy/{policy.current().number}/"}


def test_a_guest_says_a_gender_and_only_that_changes(client):
    client.post("/enter/", FORM, headers={"accept-language": "nl"})
    response = client.post("/account/profile/", {"gender": "F"}, **JSON)

    assert response.json() == {"gender": "F", "language": "nl"}
    assert client.post("/account/profile/", {"gender": "Q"}, **JSON).status_code == 400


def test_who_has_not_come_in_says_nothing_of_themselves(client):
    assert client.post("/account/profile/", {"gender": "F"}, **JSON).status_code == 403


def test_every_page_says_what_it_may_use_of_the_browser(client):
    response = client.get("/nl/")

    assert "camera=(self)" in response["Permissions-Policy"]
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
