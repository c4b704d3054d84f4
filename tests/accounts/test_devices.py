"""The page of devices and open sessions, and what ending one does."""

import pytest
from django.contrib.auth import get_user
from django.test import Client

from accounts.client import describe
from accounts.models import Device, OpenSession, Person
from accounts.services import exclude
from accounts.sessions import public_name
from accounts.signals import signed_out
from privacy import policy
from tests.accounts.conftest import NOON

PAGE = "/en/account/devices/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile "
    "Safari/537.36"
)

pytestmark = pytest.mark.usefixtures("db", "redis_live")


def enter(agent=FIREFOX):
    browser = Client(headers={"user-agent": agent})
    assert browser.post("/enter/", {"age": "on", "policy": policy.current().number}).status_code == 303
    return browser


def sign_in(member, agent):
    browser = Client(headers={"user-agent": agent})
    browser.post("/en/account/login/", {"email": member.email, "password": "correct horse battery"})
    assert get_user(browser.get(PAGE).wsgi_request) == member
    return browser


@pytest.fixture
def news():
    heard = []

    def hear(**message):
        heard.append((message["person_id"], message["device_id"]))

    signed_out.connect(hear)
    yield heard
    signed_out.disconnect(hear)


@pytest.fixture
def two(member):
    return sign_in(member, FIREFOX), sign_in(member, PHONE)


def is_open(browser):
    return browser.get(PAGE).status_code == 200


def name_of(browser):
    return public_name(browser.cookies["sessionid"].value)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, ("Firefox 153", "Linux")),
        (PHONE, ("Chrome Mobile 150", "Android 16")),
        ("", ("", "")),
        ("\0" * 5000, ("", "")),
        ("x" * 100_000, ("", "")),
    ],
)
def test_a_browser_is_what_it_says(agent, said):
    assert describe(agent) == said


def test_a_guest_sees_the_one_browser_that_knows_them():
    page = enter().get(PAGE).content.decode()

    assert page.count("Firefox 153") == 2
    assert "This one" in page
    assert "/end/" not in page


def test_nobody_is_led_to_sign_in(client):
    assert client.get(PAGE)["Location"] == "/en/account/login/"
    assert client.post(f"{PAGE}others/end/").status_code == 404


def test_no_key_of_a_session_stands_in_the_page(two):
    here, there = two
    page = here.get(PAGE).content.decode()

    assert name_of(there) in page
    assert there.cookies["sessionid"].value not in page
    assert here.cookies["sessionid"].value not in page


def test_a_session_ended_elsewhere_is_signed_out_on_its_next_page(
    two, member, news, django_capture_on_commit_callbacks
):
    here, there = two
    with django_capture_on_commit_callbacks(execute=True):
        here.post(f"/en/account/sessions/{name_of(there)}/end/")

    assert is_open(here)
    assert not is_open(there)
    assert news == [(member.pk, Device.objects.get(system="Android 16").pk)]


def test_somebody_elses_session_is_not_ended(two):
    here, _ = two
    stranger = enter()
    stranger.post(f"/en/account/sessions/{name_of(here)}/end/")

    assert is_open(here)


def test_somebody_elses_device_is_not_forgotten(two):
    stranger = enter()
    for device in Device.objects.exclude(person__email=None):
        stranger.post(f"{PAGE}{device.pk}/end/")

    assert Device.objects.exclude(person__email=None).count() == 3  # and the one of the fixture
    assert all(is_open(browser) for browser in two)


def test_all_others_end_and_this_one_stays(two, member):
    here, there = two
    here.post(f"{PAGE}others/end/")

    assert is_open(here)
    assert not is_open(there)
    assert OpenSession.objects.filter(person=member).count() == 1


def test_a_forgotten_device_is_no_way_back(two, news, django_capture_on_commit_callbacks):
    here, there = two
    device = Device.objects.get(system="Android 16")
    with django_capture_on_commit_callbacks(execute=True):
        here.post(f"{PAGE}{device.pk}/end/")

    assert not is_open(there)
    assert not Device.objects.filter(pk=device.pk).exists()
    assert news == [(device.person_id, device.pk)]


def test_what_keeps_a_browser_out_outlives_its_being_forgotten(two):
    here, _ = two
    device = Device.objects.get(system="Android 16")
    exclude(device_id=device.pk, until=NOON.replace(year=2099), now=NOON)
    here.post(f"{PAGE}{device.pk}/end/")

    assert Device.objects.filter(pk=device.pk).exists()


def test_a_chat_stays_open_while_its_browser_has_another_session(two, member, news, django_capture_on_commit_callbacks):
    here, there = two
    kept = there.cookies["device"].value
    del there.cookies["sessionid"]
    there.cookies["device"] = kept
    old = OpenSession.objects.get(device__system="Android 16")
    there.post("/en/account/login/", {"email": member.email, "password": "correct horse battery"})
    with django_capture_on_commit_callbacks(execute=True):
        here.post(f"/en/account/sessions/{public_name(old.session_key)}/end/")

    assert is_open(there)
    assert news == []


def test_a_browser_that_was_updated_is_shown_as_it_is_now(member):
    browser = sign_in(member, FIREFOX)
    del browser.cookies["sessionid"]
    browser.post(
        "/en/account/login/",
        {"email": member.email, "password": "correct horse battery"},
        headers={"user-agent": FIREFOX.replace("153", "154")},
    )

    assert Person.objects.get(pk=member.pk).devices.filter(browser="Firefox 154").count() == 1
    assert not Device.objects.filter(browser="Firefox 153").exists()
