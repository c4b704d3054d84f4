"""Linking and unlinking, and what Facebook asks of us by itself."""

import json
import time

import httpx
import pytest
from django.utils import timezone
from social_django.models import UserSocialAuth

from accounts.models import Person, SocialItem
from accounts.social.facebook import Forged, read_signed_request
from privacy import policy

WAYS = "/en/account/sign-in/"
DEAUTHORISE, DELETE = "/account/social/facebook/deauthorise/", "/account/social/facebook/delete/"
YES = {"age": "on", "policy": "on", "version": policy.current().number}


@pytest.fixture
def signed_in(traveller):
    """Return a member who signs in with Facebook alone."""
    traveller.travel("facebook", uid="3001")
    traveller.client.post("/en/account/almost/", YES)
    return Person.objects.get()


def link(traveller, slug, **who):
    return traveller.back(traveller.leave(slug, purpose="link"), **who)


def said(response):
    return [str(message) for message in response.wsgi_request._messages]


def test_a_member_links_a_second_service_and_unlinks_the_first(traveller, signed_in):
    assert link(traveller, "vk-id", uid="3002")["Location"] == WAYS
    traveller.client.post(f"{WAYS}facebook/unlink/")

    assert UserSocialAuth.objects.values_list("user_id", "provider", "uid").get() == (signed_in.pk, "vk-id", "3002")


def test_the_last_way_in_stays_and_it_is_said_why(traveller, signed_in):
    response = traveller.client.post(f"{WAYS}facebook/unlink/")

    assert UserSocialAuth.objects.count() == 1
    assert said(response) == ["Facebook is your only way in. Add a password or another service first."]
    assert "Your only way in" in traveller.client.get(WAYS).content.decode()


def test_a_service_that_is_switched_off_is_no_other_way_in(traveller, signed_in, settings):
    link(traveller, "vk-id", uid="3002")
    settings.SOCIAL_AUTH_VK_ID_KEY = ""
    traveller.client.post(f"{WAYS}facebook/unlink/")

    assert UserSocialAuth.objects.filter(provider="facebook").exists()


def test_with_a_password_the_service_is_not_the_last_way_in(traveller, signed_in):
    signed_in.email = "ann@example.org"
    signed_in.set_password("correct horse battery")
    signed_in.save()
    traveller.client.force_login(signed_in)
    traveller.client.post(f"{WAYS}facebook/unlink/")

    assert not UserSocialAuth.objects.exists()


def test_unlinking_takes_the_permissions_back_at_facebook(traveller, signed_in, logins):
    link(traveller, "vk-id")
    assert sent_by_facebook(logins)["allowed"]
    traveller.client.post(f"{WAYS}facebook/unlink/")

    assert sent_by_facebook(logins)["allowed"] == {}


@pytest.mark.parametrize("graph", ["http://127.0.0.1:9/v26.0", "broken"])
def test_a_facebook_that_does_not_answer_keeps_nobody_from_unlinking(traveller, signed_in, settings, graph, logins):
    link(traveller, "vk-id")
    settings.FACEBOOK_GRAPH = f"{logins.address}/graph.facebook.com/v1" if graph == "broken" else graph
    response = traveller.client.post(f"{WAYS}facebook/unlink/")

    assert said(response)[-1] == "Facebook is not linked any more."
    assert not UserSocialAuth.objects.filter(provider="facebook").exists()


def test_an_account_that_is_another_members_is_not_linked(traveller, signed_in):
    other = Person.objects.create(member_since=timezone.now())
    UserSocialAuth.objects.create(user=other, provider="vk-id", uid="3003")
    link(traveller, "vk-id", uid="3003")

    assert UserSocialAuth.objects.get(provider="vk-id").user == other


def test_nothing_is_linked_for_whoever_signed_in_meanwhile(traveller, signed_in):
    address = traveller.leave("vk-id", purpose="link")
    other = Person.objects.create(member_since=timezone.now())
    traveller.client.force_login(other)
    traveller.back(address, uid="3004")

    assert not UserSocialAuth.objects.filter(provider="vk-id").exists()


@pytest.mark.parametrize("purpose", ["sign-in", "link"])
def test_a_younger_persons_account_shuts_the_door_and_leaves_the_member_whose_browser_it_is(
    traveller, signed_in, purpose
):
    young = f"01.01.{timezone.now().year - 17}"
    response = traveller.back(traveller.leave("vk-id", purpose=purpose), uid="3008", birthday=young)

    assert response.status_code == 403
    assert Person.objects.get() == signed_in
    assert list(UserSocialAuth.objects.values_list("provider", flat=True)) == ["facebook"]


def test_signing_in_with_an_unknown_account_links_nothing_to_a_member(traveller, signed_in):
    traveller.travel("vk-id", uid="3005")

    assert not UserSocialAuth.objects.filter(provider="vk-id").exists()


def test_a_new_account_at_a_service_takes_the_place_of_the_old_one(traveller, signed_in):
    link(traveller, "vk-id", uid="3006")
    link(traveller, "vk-id", uid="3007")

    assert UserSocialAuth.objects.get(provider="vk-id").uid == "3007"


def test_the_page_is_nobodys_without_somebody(client, db):
    assert client.get(WAYS)["Location"] == "/en/account/login/"
    assert client.post(f"{WAYS}facebook/unlink/").status_code == 404


# -- what Facebook sends


def sent_by_facebook(logins, *, uid="3001", **query):
    """Return what Facebook would send about somebody, signed by it."""
    address = f"{logins.address}/www.facebook.com/_sim/signed-request"
    return httpx.get(address, params={"uid": uid, **query}).json()


def signed(logins, **query):
    return {"signed_request": sent_by_facebook(logins, **query)["signed_request"]}


def told(person):
    SocialItem.objects.create(
        person=person, provider="facebook", item="email", value="ann@example.org", came_at=timezone.now()
    )


def test_removing_our_app_at_facebook_unlinks_and_keeps_who_has_another_way_in(traveller, signed_in, logins, client):
    link(traveller, "vk-id")
    assert client.post(DEAUTHORISE, signed(logins)).status_code == 200

    assert list(UserSocialAuth.objects.values_list("provider", flat=True)) == ["vk-id"]
    assert not Person.objects.get().is_guest


def test_who_has_no_other_way_in_is_a_guest_again_and_forgotten_as_guests_are(traveller, signed_in, logins, client):
    client.post(DEAUTHORISE, signed(logins))

    assert Person.objects.get().is_guest
    assert not UserSocialAuth.objects.exists()


def test_a_deletion_asked_for_at_facebook_deletes_the_account_that_has_no_other_way_in(
    traveller, signed_in, logins, client, everything
):
    told(signed_in)
    answer = json.loads(client.post(DELETE, signed(logins)).content)

    assert set(answer) == {"url", "confirmation_code"}
    assert answer["url"] == f"http://testserver/en/account/facebook/deletion/{answer['confirmation_code']}/"
    assert {name for name, count in everything().items() if count} <= {"contenttypes.ContentType", "auth.Permission"}
    page = client.get(answer["url"])
    assert page.status_code == 200
    assert "It was done on" in page.content.decode()


def test_a_deletion_deletes_what_came_and_keeps_who_has_another_way_in(traveller, signed_in, logins, client):
    told(signed_in)
    link(traveller, "vk-id")
    client.post(DELETE, signed(logins))

    assert Person.objects.get() == signed_in
    assert not SocialItem.objects.exists()
    assert list(UserSocialAuth.objects.values_list("provider", flat=True)) == ["vk-id"]


def test_a_deletion_for_nobody_is_answered_all_the_same(traveller, logins, client):
    assert client.post(DELETE, signed(logins, uid="9999")).status_code == 200


@pytest.mark.parametrize("address", [DEAUTHORISE, DELETE])
@pytest.mark.parametrize("what", ["none", "forged", "cut", "old", "early", "other words"])
def test_what_facebook_did_not_sign_today_changes_nothing(traveller, signed_in, logins, client, address, what):
    good = signed(logins)["signed_request"]
    signature, payload = good.split(".")
    requests = {
        "none": "",
        "forged": f"{signature[:-4]}AAAA.{payload}",
        "cut": signature,
        "old": signed(logins, issued_at=int(time.time()) - 90_000)["signed_request"],
        "early": signed(logins, issued_at=int(time.time()) + 90_000)["signed_request"],
        "other words": f"{signature}.{payload[:-4]}AAAA",
    }

    assert client.post(address, {"signed_request": requests[what]}).status_code == 400
    assert UserSocialAuth.objects.count() == 1
    assert Person.objects.get() == signed_in


def test_the_reference_vector_is_read_while_it_is_fresh(settings):
    settings.SOCIAL_AUTH_FACEBOOK_SECRET = "fb-secret"
    vector = (
        "DCbmjXG8yfTTm-EURdzpe4hnqsrUScYU6b5oUCrc0dY."
        "eyJ1c2VyX2lkIjoiMTAiLCJhbGdvcml0aG0iOiJITUFDLVNIQTI1NiIsImlzc3VlZF9hdCI6MTcwMDAwMDAwMH0"
    )
    then = timezone.datetime.fromtimestamp(1700000000, tz=timezone.get_default_timezone())

    assert read_signed_request(vector, now=then) == "10"
    with pytest.raises(Forged):
        read_signed_request(vector, now=timezone.now())


@pytest.mark.parametrize("code", ["nonsense", "a-b-c", "aaaa-1vN000-AAAA"])
def test_a_made_up_code_shows_no_deletion(client, db, code):
    assert client.get(f"/en/account/facebook/deletion/{code}/").status_code == 404


def test_facebook_is_not_believed_where_it_is_off(client, db):
    assert client.post(DELETE, {"signed_request": "x.y"}).status_code == 400
