"""Signing in by other services, each of them in a process of its own that speaks its real protocol."""

import pytest
from django.utils import timezone
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from social_django.models import UserSocialAuth

from accounts.models import Device, OpenSession, Person
from accounts.social.registry import SERVICES
from chatear import redis
from privacy import policy
from privacy.models import Consent
from tests.fakes.traveller import answer, going

ALL = sorted(SERVICES)
YES = {"age": "on", "policy": "on", "version": policy.current().number}


def come_in(traveller, slug, **who):
    """Go to a service as somebody new, and say what is asked at the door."""
    almost = traveller.travel(slug, **who)
    assert (almost.status_code, almost["Location"]) == (303, "/en/account/almost/")
    return traveller.client.post("/en/account/almost/", YES)


@pytest.mark.parametrize("slug", ALL)
def test_somebody_new_becomes_a_member_and_comes_back_from_another_browser(traveller, slug):
    response = come_in(traveller, slug)

    assert response.status_code == 303
    link = UserSocialAuth.objects.get()
    assert (link.provider, link.uid, link.extra_data) == (slug, "1001", {})
    assert link.user.member_since is not None
    assert set(Consent.objects.values_list("person_id", "how")) == {(link.user.pk, Consent.How.GUEST)}

    traveller.client.cookies.clear()
    again = traveller.travel(slug)

    assert again.status_code == 303
    assert Person.objects.get() == link.user
    assert traveller.client.session["_auth_user_id"] == str(link.user.pk)


@pytest.mark.parametrize("slug", ALL)
def test_nothing_is_stored_of_whoever_says_no(traveller, slug):
    response = traveller.travel(slug, says="no")

    assert (response.status_code, response["Location"]) == (302, "/en/account/login/")
    assert nothing_is_stored()
    said = [str(message) for message in response.wsgi_request._messages]
    assert said == [f"You said no at {SERVICES[slug].title}. Nothing was stored."]


@pytest.mark.parametrize("slug", ALL)
def test_nothing_is_stored_before_somebody_has_come_in(traveller, slug):
    traveller.travel(slug)

    assert nothing_is_stored()


def nothing_is_stored():
    return not any(table.objects.exists() for table in (Person, Device, OpenSession, UserSocialAuth, Consent))


@pytest.mark.parametrize("slug", ALL)
def test_an_answer_with_another_browsers_state_is_refused(traveller, slug):
    address = traveller.leave(slug)
    traveller.client.cookies.clear()
    traveller.leave(slug)
    response = traveller.back(address)

    assert (response.status_code, response["Location"]) == (302, "/en/account/login/")
    assert nothing_is_stored()


@pytest.mark.parametrize("slug", ALL)
def test_an_answer_counts_once(traveller, slug):
    there = answer(traveller.leave(slug))
    cookie = traveller.client.cookies["elsewhere"].value
    assert traveller.arrive(there)["Location"] == "/en/account/almost/"
    traveller.client.cookies["elsewhere"] = cookie

    assert traveller.arrive(there)["Location"] == "/en/account/login/"


def test_a_guest_who_is_in_keeps_everything(traveller, client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    guest, key = Person.objects.get(), client.session.session_key
    response = traveller.travel("google-oauth2")

    assert response.status_code == 303
    assert Person.objects.get() == guest
    assert not Person.objects.get().is_guest
    assert client.session.session_key != key, "what a guest's session key opened is a member's now"
    assert Device.objects.count() == 1


def test_a_guest_becomes_the_member_whose_account_it_is(traveller, client):
    come_in(traveller, "vk-id")
    member = Person.objects.get()
    client.cookies.clear()
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    traveller.travel("vk-id")

    assert Person.objects.get() == member


@pytest.mark.parametrize(("missing", "word"), [("age", "18 or older"), ("policy", "privacy policy")])
def test_nobody_comes_in_without_age_and_policy(traveller, missing, word):
    traveller.travel("google-oauth2")
    given = {name: value for name, value in YES.items() if name != missing}
    response = traveller.client.post("/en/account/almost/", given)

    assert response.status_code == 400
    assert word in response.content.decode()
    assert nothing_is_stored()


def test_the_short_page_is_nobodys_without_a_way_back(traveller):
    assert traveller.client.get("/en/account/almost/")["Location"] == "/en/account/login/"
    assert traveller.client.post("/en/account/almost/", YES)["Location"] == "/en/account/login/"
    assert nothing_is_stored()


def test_whoever_has_an_address_here_is_not_found_by_it(traveller):
    """Or whoever has it elsewhere, confirmed or not, would have the account."""
    member = Person.objects.create(email="ann@example.org", member_since=timezone.now())
    come_in(traveller, "facebook", email="ann@example.org")

    assert not UserSocialAuth.objects.filter(user=member).exists()
    assert Person.objects.count() == 2


@pytest.mark.parametrize("slug", ALL)
def test_a_service_without_keys_is_off(client, db, slug):
    assert client.post(f"/en/account/sign-in/{slug}/").status_code == 404
    assert client.get(f"/account/social/complete/{slug}/").status_code == 404


def test_a_service_that_there_is_not_is_not_found(traveller):
    assert traveller.client.post("/en/account/sign-in/myspace/").status_code == 404


def test_a_service_is_begun_by_a_form_alone(traveller):
    assert traveller.client.get("/en/account/sign-in/google-oauth2/").status_code == 405


def test_the_page_comes_back_in_the_language_it_left_in(traveller):
    page = traveller.client.post("/nl/account/sign-in/google-oauth2/", {"next": "/nl/rules/"})
    assert traveller.back(going(page))["Location"] == "/nl/account/almost/"
    assert traveller.client.post("/nl/account/almost/", YES)["Location"] == "/nl/rules/"


def test_without_redis_nobody_is_sent_anywhere_or_believed(traveller, monkeypatch):
    there = answer(traveller.leave("google-oauth2"))
    away = Redis(port=9, retry=Retry(NoBackoff(), 0))
    monkeypatch.setattr(redis, "live", lambda: away)

    assert traveller.arrive(there)["Location"] == "/en/account/login/"
    assert traveller.client.post("/en/account/sign-in/google-oauth2/")["Location"] == "/en/account/login/"
    assert nothing_is_stored()
