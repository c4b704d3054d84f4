"""What Facebook may tell of somebody: asked and deleted item by item, shown before it is kept (promise: DAT-1)."""

import re

import httpx
import pytest

from accounts.models import OpenSession, Person, Profile, SocialItem
from accounts.sessions import SessionStore
from accounts.social.items import ITEMS
from accounts.social.waiting import waiting_for
from privacy import policy
from tests.fakes.traveller import going

FILL, CONFIRM, CAME = "/en/account/facebook/", "/en/account/facebook/confirm/", "/en/account/came/"
ALL = list(ITEMS)
EXTRA = ("email", "user_gender", "user_age_range", "user_location")
TOLD = {
    "first_name": "Ann",
    "last_name": "Example",
    "gender": "female",
    "age": "21+",
    "email": "ann@example.org",
    "location": "Utrecht, Netherlands",
}


@pytest.fixture
def member(traveller, logins):
    """Return a member who signs in with Facebook, which has no permission beyond the first one."""
    traveller.travel("facebook", uid="2001")
    traveller.client.post("/en/account/almost/", {"age": "on", "policy": "on", "version": policy.current().number})
    yield Person.objects.get()
    # Facebook remembers what was allowed, as the real one does: the next test begins anew.
    graph = f"{logins.address}/graph.facebook.com/v26.0/2001/permissions"
    key, secret = (logins.environment[f"CHATEAR_LOGIN_FACEBOOK_{name}"] for name in ("KEY", "SECRET"))
    httpx.delete(graph, params={"access_token": f"{key}|{secret}"}).raise_for_status()


@pytest.fixture
def photos_folder(settings, tmp_path):
    """Return where photos lie."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photos"


def fill(traveller, *items, ticks=EXTRA, **who):
    """Tick items here and permissions there; return what our site says then."""
    page = traveller.client.post(FILL, {"items": items})
    return traveller.back(going(page), ticks=ticks, uid="2001", **who)


def asked_of_facebook(page):
    return dict(httpx.URL(going(page)).params)


def test_signing_in_asks_for_no_more_than_two_permissions(traveller):
    asked = dict(httpx.URL(traveller.leave("facebook")).params)

    assert asked["scope"] == "public_profile,email"
    assert "auth_type" not in asked


def test_only_what_was_ticked_is_asked_for_and_once_more_if_it_was_declined(traveller, member):
    asked = asked_of_facebook(traveller.client.post(FILL, {"items": ["gender"]}))

    assert asked["scope"] == "public_profile,email,user_gender"
    assert asked["auth_type"] == "rerequest"


def test_with_everything_granted_each_value_is_shown_before_it_is_kept(traveller, member):
    assert fill(traveller, *ALL)["Location"] == CONFIRM
    page = traveller.client.get(CONFIRM).content.decode()

    assert all(value in page for value in TOLD.values())
    assert not SocialItem.objects.exists()
    assert not Profile.objects.filter(person=member).exclude(name="").exists()

    assert traveller.client.post(CONFIRM, {"keep": list(TOLD)})["Location"] == CAME
    assert dict(SocialItem.objects.values_list("item", "value")) == TOLD
    assert set(SocialItem.objects.values_list("provider", "person_id")) == {("facebook", member.pk)}
    assert Profile.objects.get(person=member).name == "Ann"
    assert Person.objects.get().gender == "F"
    assert waiting_for(person_id=member.pk) is None


def test_with_everything_declined_nothing_is_read_or_kept(traveller, member):
    fill(traveller, "gender", "age", "email", "location", ticks=())
    page = traveller.client.get(CONFIRM).content.decode()

    assert "Facebook told us nothing" in page
    assert not any(value in page for value in TOLD.values())
    traveller.client.post(CONFIRM)
    assert not SocialItem.objects.exists()


def test_what_waits_for_a_yes_is_in_no_table_and_is_over_soon(traveller, member, redis_live):
    fill(traveller, *ALL)

    held = SessionStore(OpenSession.objects.get().session_key).load()
    assert not any(value in str(held) for value in TOLD.values())
    assert 0 < redis_live.ttl(f"told:{member.pk}") <= 900
    redis_live.delete(f"told:{member.pk}")
    assert traveller.client.post(CONFIRM, {"keep": ["email"]})["Location"] == CAME
    assert not SocialItem.objects.exists()


def test_what_was_not_ticked_here_is_not_read_although_facebook_would_tell_it(traveller, member):
    fill(traveller, "gender", "location")
    traveller.client.post(CONFIRM, {"keep": []})
    fill(traveller, "first_name")

    assert waiting_for(person_id=member.pk).values == {"first_name": "Ann"}


def test_only_what_is_ticked_at_the_end_is_kept(traveller, member):
    fill(traveller, *ALL)
    traveller.client.post(CONFIRM, {"keep": ["gender"]})

    assert list(SocialItem.objects.values_list("item", flat=True)) == ["gender"]
    assert Profile.objects.filter(name="Ann").count() == 0


def test_nothing_can_be_kept_that_did_not_come(traveller, member):
    fill(traveller, "gender")
    response = traveller.client.post(CONFIRM, {"keep": ["email"]})

    assert response.status_code == 200
    assert not SocialItem.objects.exists()


def test_each_thing_is_deleted_by_itself_and_from_the_profile_too(traveller, member):
    fill(traveller, *ALL)
    traveller.client.post(CONFIRM, {"keep": ["first_name", "gender", "email"]})
    page = traveller.client.get(CAME).content.decode()
    for address in re.findall(r'action="(/en/account/came/\d+/delete/)"', page):
        traveller.client.post(address)

    assert not SocialItem.objects.exists()
    assert Profile.objects.get(person=member).name == ""
    assert Person.objects.get().gender == ""


def test_a_profile_that_was_changed_since_stays_as_it_is(traveller, member):
    fill(traveller, *ALL)
    traveller.client.post(CONFIRM, {"keep": ["first_name"]})
    Profile.objects.filter(person=member).update(name="Anna")
    traveller.client.post(f"{CAME}{SocialItem.objects.get().pk}/delete/")

    assert Profile.objects.get(person=member).name == "Anna"


def test_nobody_deletes_what_is_somebody_elses(traveller, member):
    other = Person.objects.create()
    item = SocialItem.objects.create(
        person=other, provider="facebook", item="email", value="x", came_at=member.joined_at
    )
    traveller.client.post(f"{CAME}{item.pk}/delete/")

    assert SocialItem.objects.get() == item


def test_the_time_zone_comes_from_the_browser_alone(traveller, member):
    response = traveller.client.post(FILL, {"with_zone": "on", "zone": "Europe/Amsterdam"})

    assert response["Location"] == CONFIRM
    traveller.client.post(CONFIRM, {"keep": ["time_zone"]})
    assert SocialItem.objects.values_list("provider", "item", "value").get() == (
        "browser",
        "time_zone",
        "Europe/Amsterdam",
    )
    assert Profile.objects.get(person=member).time_zone == "Europe/Amsterdam"


def test_a_photo_is_shown_kept_as_a_file_of_ours_and_gone_when_it_is_deleted(
    traveller, member, photos_folder, django_capture_on_commit_callbacks
):
    fill(traveller, "photo", photo="teal")

    assert 'src="data:image/webp;base64,' in traveller.client.get(CONFIRM).content.decode()
    assert not list(photos_folder.glob("*"))

    traveller.client.post(CONFIRM, {"keep": ["photo"]})
    name = Profile.objects.get(person=member).photo
    assert [file.stem for file in photos_folder.glob("*")] == [name]
    assert SocialItem.objects.get().value == name

    with django_capture_on_commit_callbacks(execute=True):
        traveller.client.post(f"{CAME}{SocialItem.objects.get().pk}/delete/")
    assert not list(photos_folder.glob("*"))
    assert Profile.objects.get(person=member).photo == ""


@pytest.mark.parametrize("photo", ["", "away", "no-colour"])
def test_a_photo_that_is_none_or_lies_elsewhere_does_not_come(traveller, member, photo):
    fill(traveller, "photo", photo=photo)

    assert waiting_for(person_id=member.pk).values == {}


@pytest.mark.parametrize("form", [{}, {"with_zone": "on", "zone": "Moon/Base"}, {"zone": "Europe/Amsterdam"}])
def test_a_form_without_a_tick_asks_for_one(traveller, member, form):
    page = traveller.client.post(FILL, form)

    assert page.status_code == 200
    assert "Tick at least one thing." in page.content.decode()


@pytest.mark.parametrize("who", [{"age_min": "13", "age_max": "17"}])
def test_a_member_whom_facebook_says_to_be_younger_is_removed_at_once(traveller, member, everything, who):
    fill(traveller, "first_name", "email")
    traveller.client.post(CONFIRM, {"keep": ["first_name", "email"]})
    response = fill(traveller, "age", **who)

    assert response.status_code == 403
    assert {name for name, count in everything().items() if count} <= {
        "contenttypes.ContentType",
        "auth.Permission",
    }


def test_another_account_at_facebook_fills_nobodys_profile(traveller, member):
    page = traveller.client.post(FILL, {"items": ["gender"]})
    response = traveller.back(going(page), uid="2002", ticks=EXTRA)

    assert response["Location"] == FILL
    assert waiting_for(person_id=member.pk) is None


def test_who_has_not_linked_facebook_is_led_to_where_that_is_done(traveller, client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})

    assert client.get(FILL)["Location"] == "/en/account/sign-in/"
