"""The door: one short step, and nothing stored before it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import services
from accounts.models import Device, OpenSession, Person
from chatear.settings.content_security import content_security_policy
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

    assert not any(model.objects.exists() for model in (Person, Device, Consent, OpenSession))
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
    response = client.post("/enter/", FORM | {"next": "/en/"} | changes, **JSON)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert says in response.json()["detail"]
    assert not Person.objects.exists()


def test_a_browser_without_javascript_hears_it_on_the_page(client):
    response = client.post("/enter/", FORM | {"age": "", "next": "/en/"}, follow=True)

    assert "Say that you are 18 or older" in response.content.decode()
    assert not Person.objects.exists()


def test_an_excluded_guest_stays_out_when_only_the_device_is_left_to_know_them_by(client):
    client.post("/enter/", FORM)
    now = timezone.now()
    services.exclude(person_id=Person.objects.get().pk, until=now + timedelta(hours=1), now=now)
    del client.cookies["sessionid"]
    response = client.post("/enter/", FORM, **JSON)

    assert response.status_code == 403
    assert "sessionid" not in response.cookies


def test_the_excluded_device_stays_out_even_as_somebody_new(client):
    client.post("/enter/", FORM)
    now = timezone.now()
    services.exclude(device_id=Device.objects.get().pk, until=now + timedelta(hours=1), now=now)
    del client.cookies["sessionid"]
    response = client.post("/enter/", FORM, **JSON)

    assert response.status_code == 403
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "language"),
    [
        ({"next": "/es/"}, "es"),
        ({"next": "/", "referer": "http://testserver/es/policy/"}, "es"),
        ({"next": "/", "referer": "http://[::1"}, "nl"),
        ({"next": "/xx/"}, "nl"),
    ],
)
def test_a_consent_is_recorded_in_the_language_it_was_read_in(client, sent, language):
    """promise: SCO-2"""
    headers = {"accept-language": "nl"} | ({"referer": sent["referer"]} if "referer" in sent else {})
    client.post("/enter/", FORM | {"next": sent["next"]}, headers=headers)

    assert set(Consent.objects.values_list("language", flat=True)) == {language}
    assert Person.objects.get().language == language


def test_a_guest_whose_session_ended_is_known_by_the_device(client):
    client.post("/enter/", FORM)
    del client.cookies["sessionid"]
    client.post("/enter/", FORM)

    assert (Person.objects.count(), Device.objects.count()) == (1, 1)


def test_a_device_opens_no_account_that_has_a_password(client):
    client.post("/enter/", FORM)
    Person.objects.update(email="member@chatear.example", member_since=timezone.now())
    del client.cookies["sessionid"]
    client.post("/enter/", FORM)

    assert Person.objects.count() == 2
    assert client.session["_auth_user_id"] == str(Person.objects.get(email=None).pk)


def test_who_comes_is_not_idle(client):
    """promise: RET-2"""
    client.post("/enter/", FORM)
    session = OpenSession.objects.get()
    long_ago = timezone.now() - timedelta(days=20)
    Person.objects.update(last_seen_date=long_ago.date())
    Device.objects.update(last_seen_at=long_ago)
    OpenSession.objects.update(expire_date=timezone.now() + timedelta(days=10))
    client.get("/nl/")

    assert Person.objects.get().last_seen_date == timezone.now().date()
    assert Device.objects.get().last_seen_at > long_ago
    assert OpenSession.objects.get(pk=session.pk).expire_date > timezone.now() + timedelta(days=29)


def test_who_changes_the_language_is_spoken_to_in_it(client):
    client.post("/enter/", FORM)
    client.get("/es/")

    assert Person.objects.get().language == "es"


def test_the_day_is_written_once(client):
    client.post("/enter/", FORM)
    with CaptureQueriesContext(connection) as queries:
        client.get("/nl/")

    assert not [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]


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


@pytest.mark.parametrize("language", ["xx", "../nl", "en-US"])
def test_a_language_is_one_of_the_site(client, language):
    client.post("/enter/", FORM)

    assert client.post("/account/profile/", {"language": language}, **JSON).status_code == 400
    assert Person.objects.get().language == "nl"


def test_who_has_not_come_in_says_nothing_of_themselves(client):
    assert client.post("/account/profile/", {"gender": "F"}, **JSON).status_code == 403


def test_every_page_says_what_it_may_use_of_the_browser(client):
    response = client.get("/nl/")
    allowed = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))

    assert "camera=(self)" in response["Permissions-Policy"]
    assert "geolocation=()" in response["Permissions-Policy"]
    assert allowed["default-src"] == allowed["base-uri"] == allowed["frame-ancestors"] == "'none'"
    assert allowed["script-src"] == allowed["style-src"] == allowed["form-action"] == "'self'"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_may_open_the_socket_of_its_own_site():
    """Older Safari takes 'self' for https alone."""
    directives = content_security_policy(["https://chatear.example", "http://localhost:8000"])["DIRECTIVES"]

    assert directives["connect-src"] == ["'self'", "wss://chatear.example", "ws://localhost:8000"]


@pytest.mark.parametrize("page", ["/nl/", "/nl/excluded/"])
def test_what_is_about_the_visitor_is_kept_by_no_cache(client, page):
    assert "no-store" in client.get(page)["Cache-Control"]
