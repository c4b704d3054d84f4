"""What a service's answer must prove before anybody is believed."""

import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.core import signing
from social_django.models import UserSocialAuth

from accounts.identities import identity_hash
from accounts.models import Exclusion, Person
from accounts.services import exclude_with_devices
from accounts.social.strategy import SALT
from privacy import policy
from tests.fakes.traveller import answer, told_behind
from tests.simulators.logins.telegram import signature

LOGIN, ALMOST = "/en/account/login/", "/en/account/almost/"


@pytest.fixture
def telegram(traveller):
    """Return a Telegram answer that is good, and how to hand it in."""
    there = urlsplit(answer(traveller.leave("telegram")).headers["location"])
    told = told_behind(there.fragment) | {"state": parse_qs(there.query)["state"][0], "again": "1"}

    def hand_in(**changes):
        return traveller.client.post(there.path, told | changes)["Location"]

    return told, hand_in


def test_a_good_answer_of_telegram_is_taken(telegram):
    _, hand_in = telegram

    assert hand_in() == ALMOST


@pytest.mark.parametrize("change", [{"id": "7"}, {"first_name": "Eve"}, {"hash": "0" * 64}, {"photo_url": "x"}])
def test_a_forged_answer_of_telegram_is_refused(telegram, change):
    _, hand_in = telegram

    assert hand_in(**change) == LOGIN


def test_an_answer_of_telegram_for_another_browser_is_refused(telegram):
    _, hand_in = telegram

    assert hand_in(state="another") == LOGIN


@pytest.mark.parametrize("age", [901, 90_000])
def test_an_old_answer_of_telegram_is_refused(telegram, settings, age):
    told, hand_in = telegram
    said = {"id": told["id"], "first_name": told["first_name"], "auth_date": str(int(time.time()) - age)}

    assert hand_in(**said, hash=signature(said, settings.SOCIAL_AUTH_TELEGRAM_BOT_TOKEN)) == LOGIN


def test_telegrams_words_give_the_hash_that_its_reference_gives():
    told = {"id": 42, "first_name": "Ann", "username": "ann", "auth_date": 1700000000}

    assert signature(told, "123:ABC") == "bf5ccc01ab592c852b0eca0d45b323e45804717af27907fe7d307a9ddef90c09"


@pytest.mark.parametrize(
    ("slug", "setting"),
    [
        ("facebook", "SOCIAL_AUTH_FACEBOOK_SECRET"),
        ("google-oauth2", "SOCIAL_AUTH_GOOGLE_OAUTH2_SECRET"),
        ("apple-id", "SOCIAL_AUTH_APPLE_ID_TEAM"),
        ("apple-id", "SOCIAL_AUTH_APPLE_ID_KEY"),
        ("twitter-oauth2", "SOCIAL_AUTH_TWITTER_OAUTH2_SECRET"),
    ],
)
def test_a_service_gives_nothing_to_who_has_not_our_secret(traveller, settings, slug, setting):
    address = traveller.leave(slug)
    setattr(settings, setting, "another")

    assert traveller.back(address)["Location"] == LOGIN


@pytest.mark.parametrize("slug", ["google-oauth2", "vk-id", "twitter-oauth2"])
def test_a_code_is_worth_nothing_without_its_verifier(traveller, slug):
    there = answer(traveller.leave(slug))
    cookie = traveller.client.cookies["elsewhere"]
    way_back = signing.loads(cookie.value, salt=SALT)
    for kept in way_back.values():
        if isinstance(kept, dict) and "code_verifier" in kept:
            kept["code_verifier"] = "x" * 43
    traveller.client.cookies["elsewhere"] = signing.dumps(way_back, salt=SALT, compress=True)

    assert traveller.arrive(there)["Location"] == LOGIN


@pytest.mark.parametrize("slug", ["google-oauth2", "apple-id"])
def test_a_token_that_another_key_signed_is_refused(traveller, settings, slug, logins):
    """Its keys are asked of the service: here they come from another one, which has never signed for it."""
    address = traveller.leave(slug)
    other = {"google-oauth2": "appleid.apple.com/auth/keys", "apple-id": "www.googleapis.com/oauth2/v3/certs"}
    settings.SOCIAL_AUTH_GOOGLE_OAUTH2_JWKS_URI = f"{logins.address}/{other[slug]}"
    apple = f"{logins.address}/{other['apple-id']}".removesuffix("/certs")
    settings.SOCIAL_HOSTS = settings.SOCIAL_HOSTS | {"appleid.apple.com": apple}

    assert traveller.back(address)["Location"] == LOGIN


def test_a_way_back_that_somebody_else_signed_is_none(traveller):
    traveller.client.cookies["elsewhere"] = signing.dumps({"newcomer": ["facebook", "1"]}, salt="another")

    assert traveller.client.get(ALMOST)["Location"] == LOGIN


def test_an_excluded_account_stays_out_although_nobody_here_has_it(traveller):
    now = datetime.now(UTC)
    Exclusion.objects.create(
        identity_hash=identity_hash("account", "facebook:1001"), began_at=now, ends_at=now + timedelta(hours=1)
    )

    assert traveller.travel("facebook")["Location"].endswith("/excluded/")
    assert traveller.travel("facebook", uid="1002")["Location"] == ALMOST
    assert not Person.objects.exists()


@pytest.fixture
def kept_out(traveller):
    """Return somebody who signs in with VK ID, and is kept out with their browser."""
    traveller.travel("vk-id")
    traveller.client.post(ALMOST, {"age": "on", "policy": "on", "version": policy.current().number})
    person, now = Person.objects.get(), datetime.now(UTC)
    exclude_with_devices(person_id=person.pk, until=now + timedelta(hours=1), now=now)
    return person


def test_who_is_kept_out_comes_back_to_the_letter(traveller, kept_out):
    del traveller.client.cookies["sessionid"]
    traveller.travel("vk-id")

    assert traveller.client.session["_auth_user_id"] == str(kept_out.pk)
    assert traveller.client.get("/en/")["Location"] == "/en/excluded/"


def test_who_is_kept_out_does_not_come_in_by_another_account(traveller, kept_out):
    del traveller.client.cookies["sessionid"]

    assert traveller.travel("vk-id", uid="77")["Location"].endswith("/excluded/")
    assert Person.objects.get() == kept_out


def test_who_is_kept_out_links_nothing(traveller, kept_out):
    response = traveller.back(traveller.leave("facebook", purpose="link"))

    assert response["Location"].endswith("/excluded/")
    assert list(UserSocialAuth.objects.values_list("provider", flat=True)) == ["vk-id"]


@pytest.mark.parametrize(
    ("slug", "who"),
    [
        ("vk-id", {"birthday": f"01.01.{datetime.now(UTC).year - 17}"}),
        ("facebook", {"age_min": "13", "age_max": "17"}),
        ("facebook", {"birthday": f"01/31/{datetime.now(UTC).year - 17}"}),
    ],
)
def test_a_profile_of_somebody_younger_shuts_the_door_and_leaves_nothing(traveller, logins, everything, slug, who):
    for scope in ("user_age_range", "user_birthday"):
        form = {"uid": "1003", "scope": scope}
        httpx.post(f"{logins.address}/www.facebook.com/_sim/allow", data=form).raise_for_status()
    before = everything()
    response = traveller.travel(slug, uid="1003", **who)

    assert response.status_code == 403
    assert everything() == before
    assert set(response.cookies) >= {"younger"}
    assert traveller.client.post("/en/account/sign-in/vk-id/").status_code == 403
    assert "sessionid" not in traveller.client.cookies


def test_a_guest_whom_a_service_says_to_be_younger_is_gone(traveller, client, everything):
    before = everything()
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    assert everything() != before
    traveller.travel("vk-id", birthday=f"01.01.{datetime.now(UTC).year - 17}")

    assert everything() == before
