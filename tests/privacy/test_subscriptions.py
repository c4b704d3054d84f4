"""Notices and the newsletter: asked for, confirmed, sent, and ended from the mail itself."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from privacy import emails, policy, retention
from privacy.models import Outgoing, Subscription
from privacy.services import subscriptions

PAGE, ANN, BOB = "/en/account/notices/", "ann@chatear.example", "bob@chatear.example"
ROOT = "https://chatear.example"

pytestmark = pytest.mark.usefixtures("db", "redis_live")


@pytest.fixture
def member():
    return Person.objects.create(email=ANN, member_since=timezone.now(), language="en")


@pytest.fixture
def inside(member):
    browser = Client()
    browser.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def path_in_mail(name="link"):
    return Outgoing.objects.latest("pk").content[name].partition("/en/")[2].join(("/en/", ""))


def subscribe(what="NEWS", email=ANN, person=None, language="en"):
    now = timezone.now()
    return Subscription.objects.create(
        what=what, email=email, person=person, language=language, asked_at=now, confirmed_at=now
    )


def issue(row):
    subscriptions.post(row, subject="News & more", text="One.\n\nTwo < three.", root=ROOT, now=timezone.now())
    emails.send(mail_id=Outgoing.objects.latest("pk").pk, now=timezone.now())
    return mail.outbox[-1]


# -- asking


def test_without_an_account_an_address_is_sent_nothing_before_its_yes(client):
    assert client.post(PAGE, {"what": "NEWS", "email": BOB.upper()})["Location"] == PAGE
    row = Subscription.objects.get()
    assert (row.email, row.person, row.confirmed_at) == (BOB, None, None)
    assert subscriptions.send(what="NEWS", issue={"en": ("a", "b")}, root=ROOT, now=timezone.now()) == 0

    link = path_in_mail()
    assert "Yes, write to me" in client.get(link).content.decode()
    assert Subscription.objects.get().confirmed_at is None, "opening a link says nothing"
    client.post(link)
    assert Subscription.objects.get().confirmed_at is not None


def test_the_newsletter_asks_also_an_accounts_own_address(inside):
    inside.post(PAGE, {"what": "NEWS", "email": ANN})

    assert Subscription.objects.get().confirmed_at is None
    assert Outgoing.objects.get().template == "subscribe"


def test_notices_to_an_accounts_own_address_hold_at_once(inside, member):
    inside.post(PAGE, {"what": "NOTICES", "email": ANN})

    assert Subscription.objects.get().confirmed_at is not None
    assert Subscription.objects.get().person == member
    assert not Outgoing.objects.exists()


def test_a_guest_may_have_an_address_but_not_make_it_hold(client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    client.post(PAGE, {"what": "NOTICES", "email": BOB})

    assert Subscription.objects.get().confirmed_at is None
    assert Subscription.objects.get().person.is_guest
    assert BOB in client.get(PAGE).content.decode()


def test_nobody_learns_who_is_subscribed(client, inside):
    subscribe(email=BOB)
    known = client.post(PAGE, {"what": "NEWS", "email": BOB}, follow=True).content
    unknown = Client().post(PAGE, {"what": "NEWS", "email": "new@chatear.example"}, follow=True).content

    assert "Look into your mail" in known.decode()
    assert re.sub(rb'value="\w{64}"', b"", known) == re.sub(rb'value="\w{64}"', b"", unknown)
    assert Outgoing.objects.count() == 2


def test_somebody_elses_yes_is_not_taken_over(inside, member):
    row = subscribe(email=BOB)
    inside.post(PAGE, {"what": "NEWS", "email": BOB})
    inside.post(path_in_mail())

    row.refresh_from_db()
    assert row.person is None
    assert BOB not in inside.get(PAGE).content.decode()


def test_an_address_that_is_none_is_given_back(client):
    response = client.post(PAGE, {"what": "NEWS", "email": "nobody"})

    assert response.status_code == 400
    assert 'value="nobody"' in response.content.decode()
    assert not Subscription.objects.exists()


def test_a_mailbox_is_not_filled(client):
    answers = [client.post(PAGE, {"what": "NEWS", "email": BOB}).status_code for _ in range(6)]

    assert answers == [303] * 5 + [429]


def test_a_link_that_was_changed_confirms_nothing(client):
    client.post(PAGE, {"what": "NEWS", "email": BOB})
    link = path_in_mail()

    assert client.post(link.replace("/confirm/", "x/confirm/")).status_code == 410
    assert Subscription.objects.get().confirmed_at is None


def test_a_link_for_one_thing_does_not_do_another(client):
    client.post(PAGE, {"what": "NEWS", "email": BOB})
    client.post(path_in_mail().replace("/confirm/", "/end/"))

    assert Subscription.objects.exists()


def test_what_is_not_confirmed_in_a_week_is_forgotten(client):
    client.post(PAGE, {"what": "NEWS", "email": BOB})
    kept = subscribe(email=ANN)
    Subscription.objects.update(asked_at=timezone.now() - timedelta(days=6, hours=23))
    retention.run(name="unconfirmed-subscriptions", now=timezone.now())
    assert Subscription.objects.count() == 2

    Subscription.objects.update(asked_at=timezone.now() - timedelta(days=7))
    retention.run(name="unconfirmed-subscriptions", now=timezone.now())
    assert Subscription.objects.get() == kept


# -- ending


def test_each_mail_has_the_button_that_mail_programs_show():
    sent = issue(subscribe())
    link = re.fullmatch("<(https://[^<>]+)>", sent.extra_headers["List-Unsubscribe"])

    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link[1] in sent.body
    assert (sent.subject, "Two < three." in sent.body) == ("News & more", True)
    assert "Two &lt; three." in sent.alternatives[0].content


def test_a_mail_program_ends_it_by_one_post_without_cookie_or_token():
    link = issue(subscribe()).extra_headers["List-Unsubscribe"].strip("<>").removeprefix(ROOT)
    program = Client(enforce_csrf_checks=True)

    assert program.get(link).status_code == 200
    assert Subscription.objects.exists(), "looking at it ends nothing"
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert program.post(link).status_code == 200


def test_whoever_asks_again_is_not_ended_by_an_old_mail():
    row = subscribe()
    link = issue(row).extra_headers["List-Unsubscribe"].strip("<>").removeprefix(ROOT)
    Subscription.objects.filter(pk=row.pk).update(asked_at=timezone.now() + timedelta(days=1))
    Client().post(link)

    assert Subscription.objects.exists()


def test_ones_own_is_ended_on_the_page_and_nobody_elses(inside, member):
    own, other = subscribe(person=member), subscribe(email=BOB)
    for row in (own, other):
        inside.post(f"{PAGE}{row.pk}/end/")

    assert list(Subscription.objects.all()) == [other]


# -- sending


def test_everybody_gets_the_issue_in_their_language_or_in_english(tmp_path, settings, capsys):
    settings.ORIGINS = [ROOT]
    for code, subject in (("en", "News"), ("nl", "Nieuws")):
        (tmp_path / f"{code}.txt").write_text(f"{subject}\n\nOne.\n\nTwo.\n")
    subscribe(email="1@x.example", language="nl")
    subscribe(email="2@x.example", language="de")
    subscribe(email="3@x.example", what="NOTICES")
    Subscription.objects.create(what="NEWS", email="4@x.example", language="en", asked_at=timezone.now())
    call_command("send_news", "news", tmp_path)

    sent = {row.to: (row.content["subject"], row.content["paragraphs"]) for row in Outgoing.objects.all()}
    assert sent == {"1@x.example": ("Nieuws", ["One.", "Two."]), "2@x.example": ("News", ["One.", "Two."])}
    assert capsys.readouterr().out == "2 mails are on their way.\n"


def test_an_issue_without_english_or_without_a_text_is_not_sent(tmp_path, settings):
    settings.ORIGINS = [ROOT]
    subscribe()
    for name, text in (("nl.txt", "Nieuws\n\nEen."), ("en.txt", "News")):
        (tmp_path / name).write_text(text)
        with pytest.raises(CommandError):
            call_command("send_news", "news", tmp_path)

    assert not Outgoing.objects.exists()
