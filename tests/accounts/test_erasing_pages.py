"""What one does from the account to be erased, to restrict what is held, and to object. promise: RGT-4"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import services
from accounts.models import Device, Person, Profile, Visit
from privacy import policy
from privacy.models import Consent, Erasure, LegalHold, Objection, Outgoing, Subscription
from privacy.services import erasures, subscriptions

PASSWORD = "correct horse battery"


@pytest.fixture
def browser(client, member):
    """Return the browser of a member who has just signed in."""
    Profile.objects.create(person=member, name="Ann")
    client.post("/en/account/login/", {"email": member.email, "password": PASSWORD})
    return client


@pytest.fixture
def guest_browser(client, db):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    return client


def page(browser, address="erase"):
    response = browser.get(f"/en/account/{address}/")
    assert response.status_code == 200, response.get("Location")
    return response.content.decode()


def test_the_page_says_what_goes_what_stays_how_long_and_why(browser, member):
    words = page(browser)

    assert "Profile data" in words
    assert "name shown, date of birth" in words.lower()
    assert "Held to show partners what the person wants shown" in words
    assert "Running subscriptions are cancelled" in words
    assert "for 30 days: so long there are backups" in words
    assert "Erase everything in 7 days" in words


def test_what_nobody_has_is_not_on_the_page(browser):
    assert "Usage data" not in page(browser)
    Visit.objects.create(person=Person.objects.get(), began_at=timezone.now(), last_at=timezone.now())

    assert "Usage data" in page(browser)


def test_asking_withdrawing_and_asking_again(browser, member):
    browser.post("/en/account/erase/")
    first = Erasure.objects.get()
    assert (first.state, first.why, first.due_at - first.asked_at) == ("ASKED", "PERSON", timedelta(days=7))
    assert first.number in page(browser)
    assert "I want to stay" in page(browser, "profile"), "on every page of the account"
    browser.post("/en/account/erase/")
    assert Erasure.objects.count() == 1, "twice is once"
    assert browser.get("/en/").status_code == 200, "everything works as before"

    told = browser.post("/en/account/erase/withdraw/", follow=True).content.decode()
    assert "You stay. Nothing was erased." in told
    assert "I want to stay" not in told
    first.refresh_from_db()
    assert first.state == "WITHDRAWN"

    browser.post("/en/account/erase/")
    erasures.sweep(now=timezone.now() + timedelta(days=7, seconds=-5))
    assert Person.objects.exists()
    erasures.sweep(now=timezone.now() + timedelta(days=7))
    assert not Person.objects.exists()
    assert browser.get("/en/account/erase/").status_code == 303, "nobody is signed in any more"


def test_a_member_proves_first_who_they_are(browser, member):
    session = browser.session
    session["proved"] = 0
    session.save()
    response = browser.post("/en/account/erase/")

    assert response["Location"].startswith("/en/account/prove/?next=/en/account/erase/")
    assert not Erasure.objects.exists()


def test_whoever_signs_in_meanwhile_is_reminded(browser, member, client):
    browser.post("/en/account/erase/")
    browser.post("/en/account/logout/")
    response = browser.post("/en/account/login/", {"email": member.email, "password": PASSWORD}, follow=True)

    assert "as you asked" in response.content.decode()


def test_a_guest_is_erased_without_a_password_and_without_a_receipt(guest_browser):
    assert "no receipt" in page(guest_browser)
    guest_browser.post("/en/account/erase/")
    erasures.sweep(now=timezone.now() + timedelta(days=7, seconds=1))

    assert not Person.objects.exists()
    assert not Device.objects.exists()
    assert not Outgoing.objects.exists()


def test_the_excluded_reach_it_and_read_what_keeps_them_out(browser, member):
    until = timezone.now() + timedelta(days=30)
    services.exclude_with_devices(person_id=member.pk, until=until, now=timezone.now())
    words = page(browser)

    assert "You are kept out until" in words
    assert "keyed hashes of what you sign in with" in words
    browser.post("/en/account/erase/")
    assert Erasure.objects.exists()


def test_staff_is_told_what_to_do_first(browser, member):
    Person.objects.update(is_staff=True)
    assert "You are staff" in page(browser)
    browser.post("/en/account/erase/")

    assert not Erasure.objects.exists()


def test_a_hold_is_named(browser, member):
    consent, now = Consent.objects.filter(person=member).first(), timezone.now()
    given = {"authority": "a court", "reason": "a case", "set_at": now, "ends_at": now + timedelta(days=30)}
    LegalHold.objects.create(table="privacy.Consent", row=str(consent.pk), **given)

    assert "a legal hold names" in page(browser)


def test_restricting_stops_the_chat_and_lifting_opens_it(browser, member):
    assert "From the press on" in page(browser, "restrict")
    browser.post("/en/account/restrict/")
    member.refresh_from_db()
    assert member.restricted_at
    assert 'data-first="/en/account/restrict/"' in browser.get("/en/").content.decode()
    assert "Lift it" in page(browser, "restrict")
    assert "Lift it" in page(browser, "profile")

    browser.post("/en/account/restrict/lift/")
    member.refresh_from_db()
    assert member.restricted_at is None
    assert 'data-first="/en/account/restrict/"' not in browser.get("/en/").content.decode()


def test_restricting_withdraws_an_erasure(browser, member):
    browser.post("/en/account/erase/")
    browser.post("/en/account/restrict/")

    assert Erasure.objects.get().state == "WITHDRAWN"


def test_objecting_to_counting_holds_at_once_and_in_every_browser(browser, member):
    browser.post("/en/account/choices/", {"usage": "yes"}, headers={"origin": "http://testserver"})
    browser.get("/en/rules/")
    assert Visit.objects.filter(person=member).exists()
    response = browser.post("/en/account/object/", {"what": "COUNTING"})

    assert not Visit.objects.exists()
    assert response.cookies["visit"].value == ""
    assert Objection.objects.get().what == "COUNTING"
    assert Consent.objects.filter(what="USAGE").latest("pk").is_given is False
    browser.cookies["choices"] = "usage.yes"  # another browser that knows nothing of it
    browser.get("/en/rules/")
    assert not Visit.objects.exists()
    assert "You object since" in page(browser, "restrict")
    browser.post("/en/account/choices/", {"usage": "yes"}, headers={"origin": "http://testserver"})
    assert not Objection.objects.exists(), "a yes of one's own stands above it"


def test_objecting_to_news_ends_them_until_one_asks_anew(browser, member, mailoutbox):
    now = timezone.now()
    for email in (member.email, "other@chatear.example"):
        Subscription.objects.create(
            person=member, email=email, what="NEWS", language="en", asked_at=now, confirmed_at=now
        )
    browser.post("/en/account/object/", {"what": "MARKETING"})
    assert not Subscription.objects.exists()
    again = Subscription.objects.create(email=member.email, what="NEWS", language="en", asked_at=now, confirmed_at=now)
    issue = {"en": ("News", "There is some.")}
    assert subscriptions.send(what="NEWS", issue=issue, root="https://chatear.example", now=now) == 0

    token = subscriptions._link("confirm", subscriptions.CONFIRM, again, "en", "").split("/")[-3]
    subscriptions.confirm(token=token, now=now)
    assert not Objection.objects.exists()
    assert subscriptions.send(what="NEWS", issue=issue, root="https://chatear.example", now=now) == 1


def test_an_objection_is_taken_back(browser, member):
    browser.post("/en/account/object/", {"what": "MARKETING"})
    browser.post("/en/account/object/end/", {"what": "MARKETING"})
    assert not Objection.objects.exists()
    browser.post("/en/account/object/", {"what": "EVERYTHING"})
    assert not Objection.objects.exists()


@pytest.mark.parametrize("address", ["erase/withdraw", "restrict", "restrict/lift", "object", "object/end"])
def test_a_stranger_is_led_to_the_door(client, db, address):
    assert client.post(f"/en/account/{address}/")["Location"].startswith("/en/account/login/")
