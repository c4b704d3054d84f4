"""A new password, forgotten or not, and a new address that both mailboxes agree to."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from accounts import throttle
from accounts.identities import identity_hash
from accounts.models import AddressChange, Exclusion, OpenSession, Person
from privacy import policy
from privacy.models import Outgoing
from tests.accounts.registering import PASSWORD, count_hashes, link, mails, without_token

ASK, CHANGE, ADDRESS = "/en/account/password/forgotten/", "/en/account/password/", "/en/account/address/"
LOGIN = "/en/account/login/"
ANN, OTHER = "ann@chatear.example", "ann.new@chatear.example"
NEW = "another horse upstairs"


@pytest.fixture(autouse=True)
def ann(member, redis_live):
    """Return a member who has signed in nowhere."""
    member.set_password(PASSWORD)
    member.save()
    return member


@pytest.fixture
def inside(client):
    """Return a browser in which the member has signed in."""
    client.post(LOGIN, {"email": ANN, "password": PASSWORD})
    return client


def opens(password: str, email: str = ANN) -> bool:
    """Whether a password opens the account."""
    return Client().post(LOGIN, {"email": email, "password": password}).status_code == 303


# -- forgotten


def test_the_answer_is_the_same_for_every_address(client, ann, monkeypatch):
    """reliability T63"""
    hashes, seen = count_hashes(monkeypatch), []
    for email in (ANN, "nobody@chatear.example"):
        response = client.post(ASK, {"email": email}, follow=True)
        seen.append((response.status_code, response.redirect_chain, without_token(response.content), len(hashes)))

    assert seen[0] == seen[1]
    assert {mail.template: mail.to for mail in Outgoing.objects.all()} == {
        "new-password": ANN,
        "no-account": "nobody@chatear.example",
    }


def test_the_link_sets_a_new_password_once_and_ends_every_session(inside):
    inside.post(ASK, {"email": ANN})
    path = link("new-password")
    assert inside.get(path).status_code == 200
    assert opens(PASSWORD), "opening the link changes nothing"
    Client().post(ASK, {"email": ANN})
    response = inside.post(link("new-password"), {"password": NEW})

    assert (response.status_code, response["Location"]) == (303, LOGIN)
    assert not OpenSession.objects.exists()
    assert not inside.get(LOGIN).wsgi_request.user.is_authenticated
    assert opens(NEW)
    assert not opens(PASSWORD)
    assert inside.post(path, {"password": PASSWORD}).status_code == 410
    assert mails()["password-changed"].to == ANN


@pytest.mark.parametrize("wrong", ["00000000-0000-0000-0000-000000000007", None])
def test_a_link_that_we_did_not_send_sets_nothing(client, ann, wrong):
    path = f"/en/account/password/new/{wrong or ann.pk}/abc-def/"

    assert client.get(path).status_code == 410
    assert client.post(path, {"password": NEW}).status_code == 410
    assert opens(PASSWORD)


def test_a_link_holds_for_a_day(client, settings):
    client.post(ASK, {"email": ANN})
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert client.post(link("new-password"), {"password": NEW}).status_code == 410


def test_whoever_was_in_before_has_begun_no_change_that_outlives_the_new_password(inside, ann):
    inside.post(ADDRESS, {"email": OTHER, "old": PASSWORD})
    Client().post(ASK, {"email": ANN})
    Client().post(link("new-password"), {"password": NEW})

    assert not AddressChange.objects.exists()
    assert Client().post(link("confirm-address")).status_code == 410


def test_a_weak_password_is_refused_and_the_link_still_holds(client):
    client.post(ASK, {"email": ANN})

    assert client.post(link("new-password"), {"password": "password"}).status_code == 400
    assert client.post(link("new-password"), {"password": NEW}).status_code == 303


def test_a_mailbox_that_is_kept_out_gets_a_letter_and_an_older_link_sets_nothing(client):
    client.post(ASK, {"email": ANN})
    now = timezone.now()
    Exclusion.objects.create(identity_hash=identity_hash("email", ANN), began_at=now, ends_at=now + timedelta(days=1))
    client.post(ASK, {"email": ANN})

    assert set(mails()) == {"new-password", "kept-out"}
    assert client.post(link("new-password"), {"password": NEW})["Location"] == "/en/excluded/"
    assert opens(PASSWORD)


def test_a_mailbox_is_not_filled(client):
    answers = [client.post(ASK, {"email": ANN}).status_code for _ in range(throttle.LIMITS["mail"].burst + 1)]

    assert answers == [303] * (len(answers) - 1) + [429]


# -- with the old one


def test_a_new_password_ends_all_sessions_but_this(inside):
    elsewhere = Client()
    elsewhere.post(LOGIN, {"email": ANN, "password": PASSWORD})
    response = inside.post(CHANGE, {"old": PASSWORD, "password": NEW})

    assert response["Location"] == "/en/account/sign-in/"
    assert inside.get(LOGIN).wsgi_request.user.is_authenticated
    assert not elsewhere.get(LOGIN).wsgi_request.user.is_authenticated
    assert OpenSession.objects.count() == 1
    assert opens(NEW)
    assert mails()["password-changed"].to == ANN


def test_without_the_old_password_nothing_changes(inside):
    response = inside.post(CHANGE, {"old": NEW, "password": NEW})

    assert response.status_code == 400
    assert "This is not your password." in response.content.decode()
    assert opens(PASSWORD)


def test_the_old_password_is_not_guessed_in_a_browser_left_open(inside, monkeypatch):
    for _ in range(throttle.LIMITS["password"].burst):
        inside.post(CHANGE, {"old": "x", "password": NEW})
    hashes = count_hashes(monkeypatch)

    assert inside.post(CHANGE, {"old": PASSWORD, "password": NEW}).status_code == 429
    assert hashes == []


@pytest.mark.parametrize("page", [CHANGE, ADDRESS])
def test_these_pages_are_for_members(client, page):
    assert client.get(page)["Location"] == f"{LOGIN}?next={page}"
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    assert client.post(page, {"email": OTHER})["Location"] == f"{LOGIN}?next={page}"


# -- the address


def test_an_address_changes_once_both_have_agreed(inside, ann):
    for first, second in (("confirm-address", "confirm-leaving"), ("confirm-leaving", "confirm-address")):
        Person.objects.filter(pk=ann.pk).update(email=ANN)
        Outgoing.objects.all().delete()
        assert inside.post(ADDRESS, {"email": OTHER, "old": PASSWORD}).status_code == 303
        assert (mails()["confirm-address"].to, mails()["confirm-leaving"].to) == (OTHER, ANN)
        assert inside.get(link(first)).status_code == 200
        assert "One address has agreed" in inside.post(link(first)).content.decode()
        assert Person.objects.get(pk=ann.pk).email == ANN
        assert inside.post(link(second))["Location"] == "/en/account/sign-in/"
        assert Person.objects.get(pk=ann.pk).email == OTHER

    assert opens(PASSWORD, OTHER)
    assert not opens(PASSWORD, ANN)


def test_the_new_link_alone_does_not_change_it_twice_over(inside, ann):
    inside.post(ADDRESS, {"email": OTHER, "old": PASSWORD})
    for _ in range(2):
        inside.post(link("confirm-address"))

    assert Person.objects.get(pk=ann.pk).email == ANN


def test_without_the_password_no_mail_is_sent(inside):
    assert inside.post(ADDRESS, {"email": OTHER, "old": "x"}).status_code == 400
    assert not Outgoing.objects.exists()


def test_somebody_elses_address_is_not_given_away(inside, come_in):
    bob = come_in().person
    bob.email, bob.member_since = OTHER, timezone.now()
    bob.save()
    answer = inside.post(ADDRESS, {"email": OTHER, "old": PASSWORD})

    assert answer["Location"] == "/en/account/mail-sent/"
    assert set(mails()) == {"already-here", "confirm-leaving"}
    inside.post(link("confirm-leaving"))
    assert Person.objects.get(pk=bob.pk).email == OTHER


def test_the_address_that_holds_is_none_to_change_to(inside):
    assert inside.post(ADDRESS, {"email": ANN.upper(), "old": PASSWORD}).status_code == 400


def test_who_came_by_another_service_adds_an_address_and_sets_a_password_by_mail(inside, ann):
    Person.objects.filter(pk=ann.pk).update(email=None, password="!")
    ann.refresh_from_db()
    inside.force_login(ann)
    page = inside.get(ADDRESS).content.decode()
    inside.post(ADDRESS, {"email": ANN})
    inside.post(link("confirm-address"))
    Client().post(ASK, {"email": ANN})
    Client().post(link("new-password"), {"password": NEW})

    assert 'name="old"' not in page
    assert opens(NEW)


def test_the_part_of_the_page_says_what_there_is(inside, ann):
    AddressChange.objects.create(person=ann, email=OTHER, began_at=timezone.now())
    page = render_to_string("accounts/parts/address_and_password.html", {"user": ann})

    assert ANN in page
    assert f"{OTHER} waits to be confirmed" in page
    assert "Change the password" in page
