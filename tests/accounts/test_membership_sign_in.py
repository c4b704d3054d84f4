"""Signing in and out: counted before anything is computed, and as dear for an unknown address as for a known one."""

import threading
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from accounts import services, throttle
from accounts.models import Device, FormerName, OpenSession, Person
from accounts.services import hashing
from accounts.signals import signed_out
from privacy import policy
from tests.accounts.registering import PASSWORD, count_hashes, without_token
from tests.staffed import on_duty

PAGE = "/en/account/login/"
RIGHT = {"email": "ann@chatear.example", "password": PASSWORD}
WRONG = RIGHT | {"password": "a horse in the attic"}
DOOR = {"age": "on", "policy": policy.current().number}


@pytest.fixture(autouse=True)
def ann(member, redis_live):
    """Return a member who has signed in nowhere."""
    member.set_password(PASSWORD)
    member.save()
    return member


def who(client) -> Person | None:
    """Return whose session a browser has."""
    user = client.get("/en/account/mail-sent/").wsgi_request.user
    return user if user.is_authenticated else None


def test_a_member_comes_in_from_any_browser_and_goes_where_they_wanted(client, ann):
    response = client.post(PAGE, RIGHT | {"next": "/en/policy/"})

    assert (response.status_code, response["Location"]) == (303, "/en/policy/")
    assert who(client) == ann
    assert OpenSession.objects.get().device.person == ann
    assert client.cookies["device"].value
    assert client.get(PAGE)["Location"] == "/"


@pytest.mark.parametrize("spelling", ["Ann@Chatear.Example", " ann@chatear.example "])
def test_an_address_may_be_written_in_capitals(client, ann, spelling):
    client.post(PAGE, RIGHT | {"email": spelling})

    assert who(client) == ann


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(client, wanted):
    assert client.get(PAGE, {"next": wanted}).status_code == 200
    assert client.post(PAGE, RIGHT | {"next": wanted})["Location"] == "/"


def test_the_wanted_page_is_kept_while_a_form_is_given_back(client):
    page = client.get(PAGE, {"next": "/en/policy/"}).content.decode()
    again = client.post(PAGE, WRONG | {"next": "/en/policy/"}).content.decode()

    assert 'name="next" value="/en/policy/"' in page
    assert 'name="next" value="/en/policy/"' in again
    assert 'value="ann@chatear.example"' in again, "what was typed stays"


def test_nobody_can_tell_a_wrong_password_from_an_unknown_address(client, ann, monkeypatch, come_in):
    """reliability T63: the same answer after the same work"""
    gone, nameless = come_in().person, come_in().person
    gone.email, gone.member_since, gone.is_active = "gone@chatear.example", ann.member_since, False
    gone.set_password(PASSWORD)
    gone.save()
    nameless.email, nameless.member_since = "nameless@chatear.example", ann.member_since
    nameless.save()
    hashes, seen = count_hashes(monkeypatch), set()
    for email in (ann.email, "nobody@chatear.example", gone.email, nameless.email):
        hashes.clear()
        password = WRONG["password"] if email == ann.email else PASSWORD
        response = client.post(PAGE, {"email": email, "password": password})
        page = without_token(response.content).replace(email, "")
        seen.add((response.status_code, page, len(hashes), who(client)))

    assert len(seen) == 1
    [(status, _, computed, person)] = seen
    assert (status, computed, person) == (400, 1, None)


def test_too_many_guesses_at_one_account_are_refused_before_anything_is_computed(client, monkeypatch):
    """reliability M30, T64"""
    many = throttle.LIMITS["password"].burst
    statuses = [client.post(PAGE, WRONG, REMOTE_ADDR=f"198.51.100.{n}").status_code for n in range(many)]
    hashes = count_hashes(monkeypatch)
    refused = client.post(PAGE, RIGHT, REMOTE_ADDR="203.0.113.1")

    assert set(statuses) == {400}
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert hashes == []


def test_an_unknown_account_is_counted_as_a_known_one(client):
    many = throttle.LIMITS["password"].burst
    for email in ("ann@chatear.example", "nobody@chatear.example"):
        answers = [client.post(PAGE, WRONG | {"email": email}).status_code for _ in range(many + 1)]
        assert answers == [400] * many + [429]


def test_too_many_from_one_address_are_refused_before_anything_is_computed(client, monkeypatch):
    limit = throttle.Limit(burst=2, every=5000, without_redis=False)
    monkeypatch.setattr(throttle, "LIMITS", throttle.LIMITS | {"sign-in": limit})
    hashes = count_hashes(monkeypatch)
    statuses = [
        client.post(PAGE, {"email": f"n{n}@chatear.example", "password": "x"}, REMOTE_ADDR="198.51.100.7").status_code
        for n in range(4)
    ]

    assert statuses == [400, 400, 429, 429]
    assert len(hashes) == 2


def test_guesses_from_elsewhere_do_not_lock_a_member_out_of_their_own_browser(client, ann):
    client.post(PAGE, RIGHT)
    client.post("/en/account/logout/")
    stranger = Client()
    for _ in range(throttle.LIMITS["password"].burst):
        stranger.post(PAGE, WRONG)

    assert stranger.post(PAGE, RIGHT).status_code == 429
    assert client.post(PAGE, RIGHT).status_code == 303


def test_no_more_than_two_hashes_are_computed_at_once(monkeypatch):
    """reliability T64"""
    inside, most, both = [], [], threading.Barrier(2, timeout=10)

    def slow(_password):
        inside.append(1)
        most.append(len(inside))
        both.wait()  # the four come through here two by two
        inside.pop()
        return "hash"

    monkeypatch.setattr(hashing, "make_password", slow)
    threads = [threading.Thread(target=hashing.hashed, args=("x",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(most) == 4
    assert max(most) == 2


def test_who_finds_no_room_hears_when_to_come_again(client, monkeypatch):
    monkeypatch.setattr(hashing, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(hashing, "_room", threading.BoundedSemaphore(1))
    with hashing._turn():
        answer = client.post(PAGE, RIGHT)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert client.post(PAGE, RIGHT).status_code == 303


def test_what_was_a_guests_is_the_members(client, ann):
    client.post("/enter/", DOOR)
    guest = who(client)
    client.post(PAGE, RIGHT)

    assert who(client) == ann
    assert FormerName.objects.get().name == guest.pk
    assert not Person.objects.filter(pk=guest.pk).exists()
    assert Device.objects.filter(person=ann).count() == 2, "the one of the fixture, and this"


def test_signing_out_ends_the_session_and_its_chats_and_needs_a_button(client, ann, django_capture_on_commit_callbacks):
    heard = []

    def hear(**news):
        heard.append((news["person_id"], news["device_id"]))

    signed_out.connect(hear)
    client.post(PAGE, RIGHT)
    device = OpenSession.objects.get().device_id
    assert client.get("/en/account/logout/").status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/en/account/logout/")["Location"] == "/en/"

    signed_out.disconnect(hear)
    assert heard == [(ann.pk, device)]
    assert who(client) is None
    assert not OpenSession.objects.exists()


def test_who_is_kept_out_signs_in_and_reaches_the_letter_alone(client, ann):
    """promise: RGT-4; reliability T44"""
    now = timezone.now()
    services.exclude_with_devices(person_id=ann.pk, until=now + timedelta(hours=1), now=now)
    response = client.post(PAGE, RIGHT | {"next": "/en/"}, follow=True)

    assert response.request["PATH_INFO"] == "/en/excluded/"
    assert who(client) == ann
    for page in ("/en/", "/en/account/password/", "/en/account/address/", "/en/account/register/"):
        assert client.get(page)["Location"] == "/en/excluded/"


def test_a_kept_out_guest_is_not_clean_for_having_an_account(client, ann):
    client.post("/enter/", DOOR)
    now = timezone.now()
    services.exclude(person_id=who(client).pk, until=now + timedelta(hours=1), now=now)
    client.post(PAGE, RIGHT)

    assert client.get("/en/")["Location"] == "/en/excluded/"
    client.cookies.clear()
    client.post(PAGE, RIGHT)
    assert client.get("/en/")["Location"] == "/en/excluded/", "in a fresh browser as well"


def test_staff_sign_in_where_everybody_does_and_get_where_they_wanted(client, ann):
    Person.objects.filter(pk=ann.pk).update(is_staff=True, is_superuser=True)
    wanted = "/admin/accounts/person/"
    led = client.get(wanted, headers={"accept-language": "en"}, follow=True)

    assert led.request["PATH_INFO"] == PAGE
    assert client.post("/admin/login/", RIGHT)["Location"].startswith("/"), "nothing is computed there"
    assert client.post(PAGE, RIGHT | {"next": wanted})["Location"] == wanted
    assert client.get(wanted)["Location"] == f"/en/account/staff/?{urlencode({'next': wanted})}", (
        "two factors for staff"
    )
    on_duty(client, ann)
    assert client.get(wanted).status_code == 200
    assert client.get("/admin/login/")["Location"] == "/admin/"


def test_a_member_who_is_no_staff_is_not_led_round_in_circles(client):
    client.post(PAGE, RIGHT)

    assert client.get("/admin/", follow=True).status_code == 403
