"""Becoming a member: 18 to the day, where somebody is, and nothing stored of who is not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts import services
from accounts.models import AddressChange, Device, OpenSession, Person, Profile
from privacy import policy
from privacy.models import Consent, Outgoing
from tests.accounts.registering import FORM, GROWN, PAGE, PASSWORD, become_member, register

ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7", "HTTP_USER_AGENT": "Firefox"}


@pytest.fixture(autouse=True)
def _clean(db, redis_live):
    return db


# -- who has not come in yet


def test_who_registers_comes_in_with_what_they_agreed_to_and_is_a_guest_until_the_link(client):
    response = register(client)
    person = Person.objects.get()

    assert (response.status_code, response["Location"]) == (303, "/en/account/mail-sent/")
    assert person.is_guest
    assert person.email is None
    assert person.check_password(PASSWORD)
    assert Profile.objects.get(person=person).birth_date == date(1990, 5, 17)
    assert set(person.consents.values_list("what", flat=True)) == {"POLICY", "AGE"}
    assert client.get("/en/account/mail-sent/").wsgi_request.user == person


@pytest.mark.parametrize("missing", ["age", "policy", "policy_version", "email", "password", "birth_date"])
def test_nothing_is_stored_while_something_is_missing_and_what_was_typed_stays(client, missing):
    response = register(client, **{missing: ""})
    page = response.content.decode()

    assert response.status_code == 400
    assert 'aria-invalid="true"' in page or "errorlist" in page
    assert missing == "email" or 'value="Ann@Chatear.example"' in page
    assert PASSWORD not in page
    assert not Person.objects.exists()


def test_who_has_come_in_is_not_asked_again_and_stays_the_same_person(client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    guest = Person.objects.get()
    page = client.get(PAGE).content.decode()
    client.post(PAGE, GROWN)

    assert 'name="age"' not in page
    assert 'name="policy' not in page
    assert Person.objects.get() == guest
    assert Device.objects.count() == 1
    assert client.get(PAGE).wsgi_request.user == guest, "the session stays"


@pytest.mark.parametrize("password", ["short", "password", "19283746501", "ann@chatear.example"])
def test_a_password_that_anybody_guesses_is_refused(client, password):
    assert register(client, password=password).status_code == 400
    assert not Person.objects.exists()


@pytest.mark.parametrize("birth_date", ["1890-01-01", "2999-01-01", "1990-02-30", "yesterday"])
def test_a_slip_of_the_finger_is_no_date_of_birth_and_shuts_nothing(client, birth_date):
    response = register(client, birth_date=birth_date)

    assert response.status_code == 400
    assert "younger" not in response.cookies
    assert register(client).status_code == 303


def test_a_member_has_no_need_to_register(client):
    become_member(client)

    assert client.get(PAGE)["Location"] == "/en/account/sign-in/"


def test_a_browser_that_is_kept_out_does_not_become_a_member(client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    now = timezone.now()
    services.exclude_with_devices(person_id=Person.objects.get().pk, until=now + timedelta(hours=1), now=now)

    assert register(client)["Location"] == "/en/excluded/"
    assert not AddressChange.objects.exists()


# -- 18 to the day (reliability T45)


def years_ago(years: int, days: int = 0) -> str:
    """Return a day before or after a birthday, where the day comes last."""
    today = (timezone.now() - timedelta(hours=12)).date()
    return (today.replace(year=today.year - years, day=min(today.day, 28)) + timedelta(days=days)).isoformat()


def rows() -> list[int]:
    return [model.objects.count() for model in (Person, Device, Consent, OpenSession, Profile, AddressChange, Outgoing)]


def test_who_is_younger_is_refused_and_nothing_is_stored(client):
    """promise: CHI-1"""
    before = rows()
    response = register(client, birth_date=years_ago(17))

    assert response.status_code == 403
    assert "Nobody under 18" in response.content.decode()
    assert rows() == before
    cookie = response.cookies["younger"]
    assert (cookie["max-age"], bool(cookie["httponly"])) == (24 * 60 * 60, True)
    assert {name for name, cookie in response.cookies.items() if cookie.value} <= {"younger", "csrftoken"}


@pytest.mark.parametrize("lost", ["nothing", "the session"])
def test_a_guest_who_turns_out_to_be_younger_is_removed(client, lost):
    """promise: CHI-2"""
    before = rows()
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    if lost == "the session":
        client.cookies.pop("sessionid")
    response = register(client, birth_date=years_ago(17))

    assert response.status_code == 403
    assert rows() == before
    assert not client.cookies["device"].value


def test_eighteen_today_where_the_day_comes_last_is_enough(client):
    assert register(client, birth_date=years_ago(18)).status_code == 303


def test_another_date_does_not_open_the_door_that_day(client):
    register(client, birth_date=years_ago(17))

    assert register(client).status_code == 403
    assert client.get(PAGE).status_code == 403
    assert not Person.objects.exists()


def test_a_forged_cookie_shuts_nothing(client):
    client.cookies["younger"] = "1:forged"

    assert register(client).status_code == 303


def test_without_the_cookie_the_same_browser_at_the_same_address_is_known_and_no_other(client):
    client.post(PAGE, FORM | {"birth_date": years_ago(17)}, **ELSEWHERE)
    client.cookies.clear()

    assert client.post(PAGE, FORM, **ELSEWHERE).status_code == 403
    assert client.post(PAGE, FORM, **(ELSEWHERE | {"HTTP_USER_AGENT": "Safari"})).status_code == 303
