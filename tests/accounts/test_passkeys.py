"""What a browser is asked for a passkey, and answers that open nothing; a real one is in the stories."""

import base64
import json

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django_otp_webauthn.models import WebAuthnCredential

from accounts import selectors
from accounts.services import passkeys, second_step
from accounts.services.mailbox import Reader
from privacy.models import Outgoing
from tests.accounts.conftest import NOON

OPTIONS, LOGIN, PASSKEY = "/account/passkey/options/", "/en/account/login/", "/en/account/passkey/"
READER = Reader(language="en", root="https://chatear.example")

pytestmark = pytest.mark.usefixtures("db", "redis_live")


def answer_to(challenge, **changes):
    said = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": "http://localhost"})
    told = base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
    response = {"clientDataJSON": told, "authenticatorData": "AAAA", "signature": "AAAA"}
    return json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response} | changes)


@pytest.fixture
def inside(member):
    browser = Client()
    browser.post(LOGIN, {"email": member.email, "password": "correct horse battery"})
    return browser


@pytest.fixture
def passkey(member):
    return WebAuthnCredential.objects.create(user=member, name="phone", credential_id=b"x", public_key=b"y")


def test_whoever_is_not_signed_in_is_asked_without_leaving_anything(client, redis_live):
    asked = client.post(OPTIONS, {"for": "sign-in"}).json()

    assert asked["userVerification"] == "required"
    assert not asked.get("allowCredentials")
    assert "sessionid" not in client.cookies
    assert 0 < redis_live.ttl(f"passkey:{asked['challenge']}") <= 300


@pytest.mark.parametrize("purpose", ["add", "prove", "second-step", "", "x"])
def test_every_other_question_is_for_who_is_known(client, purpose):
    assert client.post(OPTIONS, {"for": purpose}).status_code == 403


def test_a_passkey_is_made_only_soon_after_a_proof(inside):
    assert inside.post(OPTIONS, {"for": "add"}).status_code == 200
    session = inside.session
    session["proved"] = 0
    session.save()

    assert inside.post(OPTIONS, {"for": "add"}).status_code == 403
    assert inside.post(OPTIONS, {"for": "prove"}).status_code == 200


def test_there_are_passkeys_enough(member, inside):
    for number in range(passkeys.MOST):
        WebAuthnCredential.objects.create(user=member, credential_id=bytes([number]), public_key=b"y")

    assert inside.post(OPTIONS, {"for": "add"}).status_code == 400


@pytest.mark.parametrize(
    "answer", ["", "x", "[]", "{}", '{"response": 7}', answer_to("never-asked"), answer_to(7), "[" * 5000, "x" * 20_000]
)
def test_an_answer_that_is_none_opens_nothing(client, answer):
    assert client.post(PASSKEY, {"credential": answer})["Location"] == LOGIN
    assert not get_user(client.get(LOGIN).wsgi_request).is_authenticated


@pytest.mark.parametrize("changes", [{}, {"rawId": 7}, {"type": None}, {"response": None}, {"response": {}}])
def test_a_passkey_that_nobody_has_opens_nothing(client, changes):
    asked = client.post(OPTIONS, {"for": "sign-in"}).json()

    assert client.post(PASSKEY, {"credential": answer_to(asked["challenge"], **changes)})["Location"] == LOGIN


def test_a_question_is_answered_once(client, redis_live, passkey):
    asked = client.post(OPTIONS, {"for": "sign-in"}).json()
    assert redis_live.exists(f"passkey:{asked['challenge']}")
    client.post(PASSKEY, {"credential": answer_to(asked["challenge"])})

    assert not redis_live.exists(f"passkey:{asked['challenge']}")


def test_an_answer_to_one_question_is_none_to_another(member, passkey, monkeypatch):
    monkeypatch.setattr(passkeys.Helper, "authenticate_complete", lambda *_, **__: passkey)
    challenge = passkeys.ask(purpose="sign-in")["challenge"]
    with pytest.raises(passkeys.NotProved):
        passkeys.prove(answer=answer_to(challenge), person=member, purpose="prove")
    challenge = passkeys.ask(purpose="prove", person=member)["challenge"]
    with pytest.raises(passkeys.NotProved):
        passkeys.sign_in(answer=answer_to(challenge), guest=None, device=None, now=NOON)
    challenge = passkeys.ask(purpose="prove", person=member)["challenge"]

    passkeys.prove(answer=answer_to(challenge), person=member, purpose="prove")


@pytest.mark.parametrize("change", [{"confirmed": False}, {"is_active": False}, {"member_since": None, "email": None}])
def test_a_passkey_of_who_may_not_sign_in_opens_nothing(member, passkey, monkeypatch, change):
    for name, value in change.items():
        setattr(passkey if name == "confirmed" else member, name, value)
    passkey.user = member
    monkeypatch.setattr(passkeys.Helper, "authenticate_complete", lambda *_, **__: passkey)
    challenge = passkeys.ask(purpose="sign-in")["challenge"]

    with pytest.raises(passkeys.NotProved):
        passkeys.sign_in(answer=answer_to(challenge), guest=None, device=None, now=NOON)


def test_a_passkey_is_a_second_step_and_its_removal_is_mailed(member, passkey):
    second_step.first_codes(member)
    assert selectors.has_second_step(person=member)
    passkeys.remove(passkey_id=passkey.pk, person=member, reader=READER, now=NOON)

    assert not selectors.has_second_step(person=member)
    assert selectors.locks_of(person=member).codes_left == 0
    assert Outgoing.objects.get().content["what"] == "passkey-removed"


def test_somebody_elses_passkey_is_not_removed(passkey, come_in):
    passkeys.remove(passkey_id=passkey.pk, person=come_in().person, reader=READER, now=NOON)

    assert WebAuthnCredential.objects.exists()
