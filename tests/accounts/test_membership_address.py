"""An e-mail address is somebody's once a mailed link was opened, and nothing tells whose is known."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from accounts import throttle
from accounts.identities import identity_hash
from accounts.models import AddressChange, Exclusion, Person
from accounts.services import mailbox
from privacy import emails, retention
from privacy.models import Outgoing
from tests.accounts.registering import (
    FORM,
    PAGE,
    PASSWORD,
    become_member,
    count_hashes,
    link,
    mails,
    register,
    without_token,
)


@pytest.fixture(autouse=True)
def _clean(db, redis_live):
    return db


# -- the address


def test_opening_the_link_changes_nothing_and_pressing_the_button_makes_a_member(client):
    register(client)
    guest = Person.objects.get()
    page = client.get(link("confirm-address"))
    assert "ann@chatear.example" in page.content.decode()
    assert Person.objects.get().is_guest, "programs that look through mail open links"

    response = client.post(link("confirm-address"))
    member = Person.objects.get()
    assert response["Location"] == "/en/account/sign-in/"
    assert (member.pk, member.email) == (guest.pk, "ann@chatear.example")
    assert not member.is_guest
    assert not AddressChange.objects.exists()


def test_the_button_works_in_another_browser_and_signs_nobody_in_there(client):
    register(client)
    path = link("confirm-address")
    client.cookies.clear()
    response = client.post(path)

    assert response["Location"] == "/en/account/login/"
    assert not Person.objects.get().is_guest
    assert "sessionid" not in response.cookies


def test_a_link_holds_once_and_for_a_day_and_until_a_later_one(client):
    register(client)
    first = link("confirm-address")
    Outgoing.objects.all().delete()
    register(client, email="other@chatear.example")
    later = link("confirm-address")

    assert client.post(first).status_code == 410
    AddressChange.objects.update(began_at=timezone.now() - mailbox.LASTS)
    assert client.post(later).status_code == 410
    assert client.get(later[:-2] + "x/").status_code == 410
    assert Person.objects.get().is_guest


def test_of_two_who_want_one_address_the_first_to_press_has_it(client):
    register(client)
    first = link("confirm-address")
    Outgoing.objects.all().delete()
    client.cookies.clear()
    register(client)
    second = link("confirm-address")
    client.post(first)
    answer = client.post(second).content.decode()

    assert "has an account already" in answer
    assert Person.objects.filter(email="ann@chatear.example").count() == 1
    assert not AddressChange.objects.exists()


def test_the_password_is_of_no_use_before_the_address_is(client):
    register(client)
    client.cookies.clear()
    answer = client.post("/en/account/login/", {"email": "ann@chatear.example", "password": PASSWORD})

    assert answer.status_code == 400
    assert "open the link in our mail first" in answer.content.decode()


# -- who is known (reliability T63)


def test_no_answer_tells_that_an_address_is_known(client, monkeypatch):
    become_member(client)
    hashes = count_hashes(monkeypatch)
    seen = []
    for email in ("ann@chatear.example", "nobody@chatear.example"):
        client.cookies.clear()
        hashes.clear()
        response = client.post(PAGE, FORM | {"email": email}, follow=True)
        seen.append((response.status_code, response.redirect_chain, without_token(response.content), len(hashes)))

    assert seen[0] == seen[1]
    assert seen[0][-1] == 1
    assert set(mails()) == {"already-here", "confirm-address"}
    assert mails()["already-here"].to == "ann@chatear.example"


def test_a_known_address_stays_its_owners(client):
    owner = become_member(client)
    client.cookies.clear()
    register(client)
    Outgoing.objects.filter(template="already-here").delete()

    assert not Outgoing.objects.exists(), "there is no link that could confirm"
    assert Person.objects.get(email="ann@chatear.example") == owner


@pytest.mark.parametrize("spelling", ["a.nn@gmail.com", "ann+2@gmail.com", "ANN@googlemail.com"])
def test_a_mailbox_that_is_kept_out_gets_a_letter_instead_of_a_link(client, spelling):
    now = timezone.now()
    known_by = identity_hash("email", "ann@gmail.com")
    Exclusion.objects.create(identity_hash=known_by, began_at=now, ends_at=now + timedelta(days=1))
    register(client, email=spelling)

    assert set(mails()) == {"kept-out"}
    assert register(client, email="somebody.else@gmail.com").status_code == 303
    assert set(mails()) == {"kept-out", "confirm-address"}


def test_a_mailbox_that_is_kept_out_since_confirms_nothing(client):
    register(client)
    now = timezone.now()
    known_by = identity_hash("email", "ann@chatear.example")
    Exclusion.objects.create(identity_hash=known_by, began_at=now, ends_at=now + timedelta(days=1))

    assert client.post(link("confirm-address")).status_code == 403
    assert Person.objects.get().is_guest


def test_an_address_that_nobody_confirmed_is_forgotten_when_its_link_is_over(client):
    """promise: RET-1"""
    register(client)
    began = AddressChange.objects.get().began_at
    retention.run(name="unconfirmed-addresses", now=timezone.now())
    assert AddressChange.objects.exists()

    AddressChange.objects.update(began_at=began - mailbox.LASTS)
    retention.run(name="unconfirmed-addresses", now=timezone.now())
    assert not AddressChange.objects.exists()


# -- mails


def test_nobodys_mailbox_is_filled_from_here(client):
    answers = [register(client).status_code for _ in range(throttle.LIMITS["mail"].burst + 1)]

    assert answers[-1] == 429
    assert set(answers[:-1]) == {303}


def test_the_mail_says_what_it_is_for_in_the_language_of_the_page(client, mailoutbox):
    client.post("/nl/account/register/", FORM)
    [mail] = Outgoing.objects.all()
    emails.send(mail_id=mail.pk, now=timezone.now())
    [sent] = mailoutbox

    assert sent.to == ["ann@chatear.example"]
    assert mail.language == "nl"
    assert mail.content["link"].startswith("http://testserver/nl/account/confirm/")
    assert mail.content["link"] in sent.body
    assert escape(mail.content["link"]) in sent.alternatives[0].content
    assert sent.subject
