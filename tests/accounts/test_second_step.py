"""Codes of an app, recovery codes, and what stands between the first step and the second."""

import re
import time

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import selectors, throttle
from accounts.services import second_step
from accounts.services.mailbox import Reader
from privacy import emails, policy
from privacy.models import Outgoing
from tests.accounts.conftest import NOON

SECURITY, ADD, TAKE = "/en/account/security/", "/en/account/security/app/add/", "/en/account/second-step/"
LOGIN, PASSWORD = "/en/account/login/", "correct horse battery"
READER = Reader(language="en", root="https://chatear.example")

pytestmark = pytest.mark.usefixtures("db", "redis_live")


def sign_in(member, wanted=""):
    browser = Client()
    return browser, browser.post(LOGIN, {"email": member.email, "password": PASSWORD, "next": wanted})


def code_of(app, *, later=0):
    return f"{totp(app.bin_key, drift=later):06d}"


@pytest.fixture
def inside(member):
    return sign_in(member)[0]


@pytest.fixture
def codes(member):
    """Return the recovery codes of a member who has an app."""
    second_step.begin_app(person=member)
    app = TOTPDevice.objects.get()
    return second_step.confirm_app(person=member, code=code_of(app, later=-1), reader=READER, now=NOON)


@pytest.fixture
def app(codes):
    return TOTPDevice.objects.get()


def at_the_second_step(member, wanted=""):
    browser, response = sign_in(member, wanted)
    assert response["Location"] == TAKE
    return browser


def who(browser):
    user = get_user(browser.get("/en/rules/").wsgi_request)
    return user if user.is_authenticated else None


# -- setting it up


def test_an_app_counts_once_it_has_made_a_code(inside, member):
    page = inside.get(ADD).content.decode()
    app = TOTPDevice.objects.get()
    assert re.search(r"<svg[^>]* viewBox=", page), "or the picture would be cut off where it is drawn smaller"
    assert not selectors.has_second_step(person=member)
    assert inside.post(ADD, {"code": "000000"}).status_code == 400
    assert not selectors.has_second_step(person=member)

    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    shown = inside.post(ADD, {"code": code_of(app)}).content.decode()

    assert selectors.has_second_step(person=member)
    assert shown.count("<code>") == 10
    assert Outgoing.objects.get().content["what"] == "app-added"


def test_the_secret_stays_the_same_until_it_is_confirmed(inside):
    def secret():
        return inside.get(ADD).context["secret"].words

    assert secret() == secret()


def test_recovery_codes_are_kept_as_hashes_and_shown_once(member, codes):
    kept = set(StaticToken.objects.values_list("token", flat=True))

    assert len(codes) == len(kept) == 10
    assert not any(code.replace("-", "") in token for code in codes for token in kept)


def test_recovery_codes_alone_are_no_second_step(member, codes):
    TOTPDevice.objects.all().delete()

    assert StaticDevice.objects.exists()
    assert not selectors.has_second_step(person=member)


def test_asking_for_the_second_step_is_one_query(member, app, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert selectors.has_second_step(person=member)


def test_a_guest_reads_what_it_needs_first():
    browser = Client()
    browser.post("/enter/", {"age": "on", "policy": policy.current().number})

    assert "become a member first" in browser.get(SECURITY).content.decode()
    assert browser.get(ADD)["Location"] == SECURITY
    assert not TOTPDevice.objects.exists()


def test_new_codes_take_the_place_of_the_old(member, codes):
    browser = at_the_second_step(member)
    browser.post(TAKE, {"code": codes[0]})
    shown = browser.post(f"{SECURITY}codes/renew/").content.decode()

    assert shown.count("<code>") == 10
    assert codes[1] not in shown
    with pytest.raises(second_step.WrongCode):
        second_step.check(person=member, code=codes[1])


def test_with_the_last_step_its_recovery_codes_go(member, codes):
    browser = at_the_second_step(member)
    browser.post(TAKE, {"code": codes[0]})
    Outgoing.objects.all().delete()
    assert "your password alone opens your account again" in browser.get(SECURITY).content.decode()
    browser.post(f"{SECURITY}app/remove/")

    assert not StaticDevice.objects.exists()
    assert sign_in(member)[1]["Location"] == "/"
    assert Outgoing.objects.get().content["what"] == "app-removed"


@pytest.mark.parametrize("what", ["app-added", "app-removed", "passkey-added", "passkey-removed", "codes-renewed"])
def test_each_change_is_mailed(member, what):
    second_step.tell(member, what, READER, NOON)
    emails.send(mail_id=Outgoing.objects.get().pk, now=NOON)

    assert mail.outbox[0].to == [member.email]
    assert mail.outbox[0].subject in mail.outbox[0].body
    assert "https://chatear.example/en/account/security/" in mail.outbox[0].body


# -- proving it anew


@pytest.mark.parametrize("path", ["app/add/", "app/remove/", "passkeys/add/", "codes/renew/", "passkeys/1/remove/"])
def test_a_browser_left_open_changes_nothing(inside, path):
    session = inside.session
    session["proved"] = time.time() - 16 * 60
    session.save()
    response = inside.post(f"{SECURITY}{path}")

    assert response["Location"] == f"/en/account/prove/?next={SECURITY}"


def test_the_password_opens_it_for_a_while(inside):
    session = inside.session
    session["proved"] = 0
    session.save()
    assert inside.get(ADD)["Location"] == f"/en/account/prove/?next={ADD}"
    wrong = inside.post("/en/account/prove/", {"old": "x", "next": ADD})
    assert (wrong.status_code, "This is not your password." in wrong.content.decode()) == (400, True)
    assert inside.get(ADD).status_code == 302 or inside.get(ADD).status_code == 303

    assert inside.post("/en/account/prove/", {"old": PASSWORD, "next": ADD})["Location"] == ADD
    assert inside.get(ADD).status_code == 200


def test_a_proof_leads_nowhere_else(inside):
    response = inside.post("/en/account/prove/", {"old": PASSWORD, "next": "https://evil.example/"})

    assert response["Location"] == "/"


# -- signing in


def test_the_password_alone_opens_nothing(member, app):
    browser = at_the_second_step(member)

    assert who(browser) is None
    assert browser.get("/en/account/security/")["Location"] == LOGIN


def test_a_code_leads_where_one_wanted_to_go(member, app):
    browser = at_the_second_step(member, "/en/account/devices/")
    response = browser.post(TAKE, {"code": code_of(app)})

    assert response["Location"] == "/en/account/devices/"
    assert who(browser) == member
    assert "awaited" not in browser.session


def test_a_code_is_taken_once(member, app):
    code = code_of(app)
    assert at_the_second_step(member).post(TAKE, {"code": code}).status_code == 303
    again = at_the_second_step(member)
    response = again.post(TAKE, {"code": code})

    assert response.status_code == 400
    assert "it was used already" in response.content.decode()
    assert who(again) is None


def test_a_recovery_code_is_taken_once_however_it_is_typed(member, codes):
    assert at_the_second_step(member).post(TAKE, {"code": f" {codes[0].upper()} "}).status_code == 303
    again = at_the_second_step(member)

    assert again.post(TAKE, {"code": codes[0]}).status_code == 400
    assert who(again) is None
    assert StaticToken.objects.count() == 9


def test_somebody_elses_recovery_code_opens_nothing(member, codes, come_in):
    other = come_in().person
    with pytest.raises(second_step.WrongCode):
        second_step.check(person=other, code=codes[0])


def test_wrong_codes_are_counted_although_each_is_refused(member, app):
    browser = at_the_second_step(member)
    browser.post(TAKE, {"code": "000000"})
    app.refresh_from_db()
    assert app.throttling_failure_count == 1
    response = browser.post(TAKE, {"code": code_of(app)})

    assert response.status_code == 429
    assert int(response["Retry-After"]) >= 1


def test_codes_are_not_guessed(member, app):
    browser = at_the_second_step(member)
    for _ in range(throttle.LIMITS["second-step"].burst):
        TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
        browser.post(TAKE, {"code": "000000"})
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)

    assert browser.post(TAKE, {"code": code_of(app)}).status_code == 429
    assert who(browser) is None


def test_the_second_step_waits_ten_minutes(member, app):
    browser = at_the_second_step(member)
    session = browser.session
    session["awaited"] = session["awaited"] | {"since": time.time() - 601}
    session.save()

    assert browser.post(TAKE, {"code": code_of(app)})["Location"] == LOGIN
    assert who(browser) is None


def test_nobody_takes_the_second_step_first(client, member, app):
    assert client.post(TAKE, {"code": code_of(app)})["Location"] == LOGIN
    assert who(client) is None
