"""Requests by right: numbered, dated, confirmed, answered. P-17, P-18, T60; promise: RGT-1 to RGT-4"""

from datetime import date, timedelta

import pytest
from django.core import mail

from accounts.models import Person
from privacy.deadlines import TERMS, Law
from privacy.models import Consent, RightsRequest, Subscription
from privacy.services import answering, requests

from .asking import NOON, ask, ask_by_mail, delivered

pytestmark = pytest.mark.django_db

PLACES = {
    Law.EEA: "NL",
    Law.UK: "GB",
    Law.CALIFORNIA: "US-CA",
    Law.NEVADA: "US-NV",
    Law.CANADA: "CA",
    Law.ELSEWHERE: "",
}
EVERYTHING = [(PLACES[law], kind) for law, terms in TERMS.items() for kind in terms]


@pytest.fixture
def ann():
    return Person.objects.create(email="ann@chatear.example", member_since=NOON)


@pytest.fixture
def guest():
    return Person.objects.create()


def link_in(message):
    return next(word for word in message.body.split() if word.startswith("https://"))


@pytest.mark.parametrize(("place", "kind"), EVERYTHING)
def test_each_right_is_asked_for_confirmed_and_ends_in_an_answer(ann, place, kind):
    row = ask(ann, kind, place)

    assert row.confirmed_at == NOON
    assert row.due_date > date(2026, 11, 23)
    if kind not in requests.AT_ONCE:
        answering.answer(request_id=row.pk, text="Zo is het.", is_refusal=False, now=NOON)
        row.refresh_from_db()
    assert (row.state, row.ended_at) == ("ANSWERED", NOON)
    assert RightsRequest.objects.get().answer == row.answer != ""


def test_a_law_that_knows_no_such_request_is_not_asked(ann):
    with pytest.raises(requests.NotUnderThisLaw):
        ask(ann, "SHINE", "NL")
    with pytest.raises(requests.NotUnderThisLaw):
        ask(ann, "COMPLAINT", "US-CA")

    assert not RightsRequest.objects.exists()


def test_whoever_asks_hears_number_and_day_in_their_language_and_staff_no_word_of_it(ann):
    row = ask(ann, language="de")
    own, staffs = delivered()

    assert own.to == ["ann@chatear.example"]
    assert row.number in own.subject + own.body
    assert "23. Dezember 2026" in own.body
    assert row.number in staffs.subject
    assert "Why was I kept out" not in own.body + staffs.body


def test_a_guest_has_no_address_and_reads_the_answer_on_the_page(guest):
    ask(guest)

    assert [message.to for message in delivered()] == [["privacy@localhost"]]


def test_opting_out_is_done_at_once_and_recorded_though_nothing_is_sold(ann):
    Consent.objects.create(
        person=ann, what="USAGE", version="1", language="en", how="CHOICE", is_given=True, given_at=NOON
    )
    row = ask(ann, "OPT_OUT", "US-NV")
    answers = Consent.objects.filter(what="USAGE").order_by("pk").values_list("is_given", flat=True)

    assert (row.state, row.law) == ("ANSWERED", "NEVADA")
    assert [*answers] == [True, False]
    assert row.number in delivered()[0].subject


def test_stopping_marketing_ends_every_subscription_and_nobody_elses(ann, guest):
    for what in ("NEWS", "NOTICES"):
        Subscription.objects.create(person=ann, email="else@example.org", what=what, language="nl", asked_at=NOON)
    Subscription.objects.create(email="ann@chatear.example", what="NEWS", language="nl", asked_at=NOON)
    others = Subscription.objects.create(email="bea@example.org", what="NEWS", language="nl", asked_at=NOON)
    ask(ann, "MARKETING")

    assert [*Subscription.objects.all()] == [others]


def test_an_answer_is_sent_in_the_language_of_whoever_asked(ann):
    row = ask(ann, language="fr")
    delivered()
    mail.outbox.clear()
    answering.answer(request_id=row.pk, text="Une personne a regardé.\n\nTout va bien.", is_refusal=False, now=NOON)
    (message,) = delivered()

    assert "Une personne a regardé." in message.body
    assert "<p>Tout va bien.</p>" in message.alternatives[0][0]
    assert '<html lang="fr"' in message.alternatives[0][0]


def test_a_refusal_says_so_and_how_to_complain(ann):
    row = ask(ann, language="en")
    answering.answer(request_id=row.pk, text="It was asked twice.", is_refusal=True, now=NOON)
    refusal = delivered()[-1]
    row.refresh_from_db()

    assert row.state == "REFUSED"
    assert "We do not do what you asked" in refusal.body
    assert "authority" in refusal.body


def test_what_was_answered_is_not_answered_again(ann):
    row = ask(ann)
    answering.answer(request_id=row.pk, text="Yes.", is_refusal=False, now=NOON)

    with pytest.raises(answering.NotOpen):
        answering.answer(request_id=row.pk, text="No.", is_refusal=True, now=NOON)
    assert RightsRequest.objects.get().answer == "Yes."


def test_more_time_is_taken_once_with_a_reason_by_mail(ann):
    row = ask(ann, language="en")
    answering.extend(request_id=row.pk, reason="We ask the one who decided.", now=NOON + timedelta(days=20))
    row.refresh_from_db()

    assert (row.due_date, row.state) == (date(2027, 2, 23), "WORKING")
    assert "We ask the one who decided." in delivered()[-1].body
    with pytest.raises(answering.NoMoreTime):
        answering.extend(request_id=row.pk, reason="Again.", now=NOON + timedelta(days=21))


def test_more_time_is_not_taken_once_it_is_late_or_where_the_law_gives_none(ann):
    late, shine = ask(ann), ask(ann, "SHINE", "US-CA")

    with pytest.raises(answering.NoMoreTime):
        answering.extend(request_id=late.pk, reason="Late.", now=NOON + timedelta(days=31))
    with pytest.raises(answering.NoMoreTime):
        answering.extend(request_id=shine.pk, reason="None.", now=NOON)


def test_a_request_is_withdrawn_by_its_writer_alone(ann, guest):
    row = ask(ann)

    assert not requests.withdraw(number=row.number, person_id=guest.pk, now=NOON)
    assert requests.withdraw(number=row.number, person_id=ann.pk, now=NOON)
    assert not requests.withdraw(number=row.number, person_id=ann.pk, now=NOON)
    assert RightsRequest.objects.get().state == "WITHDRAWN"
    with pytest.raises(answering.NotOpen):
        answering.answer(request_id=row.pk, text="Too late.", is_refusal=False, now=NOON)


def test_without_an_account_nothing_is_done_before_a_yes_by_mail():
    row = ask_by_mail()
    (message,) = delivered()
    token = link_in(message).split("/")[-3]

    assert (row.state, row.person) == ("RECEIVED", None)
    assert message.to == ["bea@example.org"]
    assert not RightsRequest.objects.open().exists()
    for _ in range(2):
        assert requests.prove(token=token, now=NOON).state == "CONFIRMED"
    assert [each.to for each in delivered()[1:]] == [["bea@example.org"], ["privacy@localhost"]]


def test_the_mailed_link_waits_for_a_press(client):
    ask_by_mail()
    address = link_in(delivered()[0]).removeprefix("https://chatear.example")

    assert client.get(address).status_code == 200
    assert RightsRequest.objects.get().state == "RECEIVED"
    assert RightsRequest.objects.get().number in client.post(address).content.decode()
    assert RightsRequest.objects.get().state == "CONFIRMED"


def test_a_made_up_link_is_over(client):
    assert client.post("/en/privacy/requests/made-up/confirm/").status_code == 410


def test_stopping_marketing_by_mail_ends_what_goes_to_that_address():
    Subscription.objects.create(email="bea@example.org", what="NEWS", language="nl", asked_at=NOON)
    ask_by_mail("MARKETING")
    token = link_in(delivered()[0]).split("/")[-3]

    assert Subscription.objects.exists()
    requests.prove(token=token, now=NOON)
    assert not Subscription.objects.exists()
