"""The Privacy page: what is held, corrected, agreed to and asked. P-11, P-16 to P-19; promise: RGT-1 to RGT-4"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import Device, Profile
from accounts.views import rights
from privacy import catalogue
from privacy.deadlines import TERMS, Law, law_of
from privacy.models import Consent, RightsRequest, Subscription
from privacy.services import record_answers, requests

pytestmark = pytest.mark.django_db

PAGE = "/en/account/privacy/"
PLACES = {
    Law.EEA: "NL",
    Law.UK: "GB",
    Law.CALIFORNIA: "US-CA",
    Law.NEVADA: "US-NV",
    Law.CANADA: "CA",
    Law.ELSEWHERE: "BR",
}
EVERYTHING = [(PLACES[law], kind) for law, terms in TERMS.items() for kind in terms]


@pytest.fixture
def ann(client, member):
    """Return the browser of a member."""
    client.force_login(member)
    return client


def text(response):
    return response.content.decode()


def ask(browser, kind, place="NL", words="Look again, please."):
    return browser.post(f"{PAGE}ask/{kind.lower()}/", {"place": place, "words": words})


def test_a_stranger_is_shown_the_ways_to_their_rights(client):
    page = text(client.get(PAGE))

    assert 'href="/en/account/login/?next=/en/account/privacy/"' in page
    assert 'href="/en/privacy/requests/"' in page
    assert ask(client, "HUMAN")["Location"].startswith("/en/account/login/")


def test_what_is_held_is_counted_by_the_inventory(ann, member):
    Device.objects.create(person=member, key_hash="a" * 64, first_seen_at=timezone.now(), last_seen_at=timezone.now())
    held = ann.get(PAGE).context["held"]
    counts = {row.title: row.count for rows in held.values() for row in rows}

    assert counts[str(Device._meta.verbose_name_plural)] == Device.objects.filter(person=member).count() == 2
    assert counts[str(Consent._meta.verbose_name_plural)] == 2
    assert "usage data" not in held, "where there is nothing, there is no line"


def test_nobody_elses_rows_are_counted(ann, come_in):
    before = ann.get(PAGE).context["held"]
    come_in()

    assert ann.get(PAGE).context["held"] == before


@pytest.mark.parametrize(("place", "kind"), EVERYTHING)
def test_every_right_of_every_place_is_asked_for_on_the_page(ann, member, place, kind):
    listed = text(ann.get(f"{PAGE}?place={place}"))
    response = ask(ann, kind, place)
    row = RightsRequest.objects.get()

    assert f"/account/privacy/ask/{kind.lower()}/" in listed
    assert response["Location"] == f"{PAGE}?place={place}#requests"
    assert (row.person, row.kind, row.place, row.law) == (member, kind, place, law_of(place))
    shown = text(ann.get(response["Location"])).partition('id="requests"')[2].partition("</section>")[0]
    assert row.number in shown
    assert str(RightsRequest.Kind(kind).label) in shown
    assert str(row.get_state_display()) in shown


def test_it_is_said_before_the_press_by_when_an_answer_comes(ann):
    page = text(ann.get(f"{PAGE}ask/human/?place=NL"))

    assert "is due on" in page
    assert "ann@chatear.example" in page


def test_words_that_are_missing_are_asked_for_beside_their_field(ann):
    response = ask(ann, "HUMAN", words=" ")

    assert response.status_code == 400
    assert response.context["form"].errors["words"]
    assert not RightsRequest.objects.exists()


@pytest.mark.parametrize("kind", ["shine", "nonsense", "complaint"])
def test_there_is_no_page_for_what_a_law_does_not_know(ann, kind):
    assert ann.get(f"{PAGE}ask/{kind}/?place=NL").status_code == 404


def test_a_place_that_there_is_not_is_nowhere(ann):
    assert ann.get(f"{PAGE}?place=<b>").context["law"] == "ELSEWHERE"


@pytest.mark.parametrize(
    ("country", "region", "law"),
    [
        ("NL", "", "EEA"),
        ("GB", "", "UK"),
        ("US", "California", "CALIFORNIA"),
        ("CA", "", "CANADA"),
        ("", "", "ELSEWHERE"),
    ],
)
def test_the_law_is_that_of_the_profile_until_somebody_says_otherwise(ann, member, country, region, law):
    Profile.objects.create(person=member, country=country, region=region)

    assert ann.get(PAGE).context["law"] == law
    assert ann.get(f"{PAGE}?place=US-NV").context["law"] == "NEVADA"


def test_the_law_is_that_of_the_address_where_nothing_is_said(ann, monkeypatch):
    monkeypatch.setattr(rights.geo, "place_of", lambda _address: rights.geo.Place("US", "Nevada"))

    assert ann.get(PAGE).context["place"] == "US-NV"


def test_the_right_authority_is_named(ann):
    named = {place: text(ann.get(f"{PAGE}?place={place}")) for place in PLACES.values()}

    assert "Privacy Commissioner of Canada" in named["CA"]
    assert "Information Commissioner" in named["GB"]
    assert "data protection authority" in named["NL"]
    assert "California Privacy Protection Agency" in named["US-CA"]
    assert "Attorney General of Nevada" in named["US-NV"]


def test_a_request_is_withdrawn_by_its_writer_alone(ann, member, come_in):
    ask(ann, "HUMAN")
    mine = RightsRequest.objects.get()
    other = requests.ask(
        person_id=come_in().person.pk, kind="HUMAN", place="NL", words="x", language="en", now=timezone.now()
    )

    assert ann.post(f"{PAGE}requests/{mine.number}/withdraw/").status_code == 303
    assert ann.post(f"{PAGE}requests/{other.number}/withdraw/").status_code == 404
    assert {row.pk: row.state for row in RightsRequest.objects.all()} == {mine.pk: "WITHDRAWN", other.pk: "CONFIRMED"}


def test_guests_and_the_excluded_reach_all_of_it(client, come_in):
    person = come_in().person
    client.force_login(person)
    until, now = timezone.now() + timedelta(hours=5), timezone.now()
    services.exclude_with_devices(person_id=person.pk, until=until, now=now)

    assert client.get("/en/account/profile/").status_code == 200
    assert client.get("/en/").status_code == 302, "or nobody is kept out and this proves nothing"
    assert client.get(PAGE).status_code == 200
    assert ask(client, "HUMAN")["Location"].startswith(PAGE)
    mine = RightsRequest.objects.get()
    assert client.post(f"{PAGE}requests/{mine.number}/withdraw/")["Location"].startswith(PAGE)
    assert client.get("/en/privacy/requests/").status_code == 200
    assert client.get("/en/privacy/requests/sent/").status_code == 200


def test_stopping_all_news_takes_one_press(ann, member):
    for what in ("NEWS", "NOTICES"):
        Subscription.objects.create(
            person=member, email=member.email, what=what, language="en", asked_at=timezone.now()
        )
    ann.post(f"{PAGE}ask/marketing/", {"place": "NL"})

    assert not Subscription.objects.exists()
    assert RightsRequest.objects.get().state == "ANSWERED"


def test_opting_out_is_recorded_and_counts_as_no_to_everything(ann, member):
    record_answers(person_id=member.pk, answers={"usage": True}, language="en", now=timezone.now())
    response = ask(ann, "OPT_OUT", "US-CA")

    assert "usage.no" in response.cookies["choices"].value
    assert Consent.objects.filter(what="USAGE").latest("pk").is_given is False


def test_a_browser_that_says_no_for_its_owner_is_shown_to_be_heard(ann):
    """P-18: Global Privacy Control is honoured, and the page says so."""
    assert "Global Privacy Control" not in text(ann.get(PAGE))
    page = text(ann.get(PAGE, headers={"Sec-GPC": "1"}))

    assert "it counts as your opt-out" in page
    assert 'value="yes"' not in page


def test_taking_a_consent_back_takes_as_many_presses_as_giving_it(ann, member):
    """P-16: one form with one button for each, on the same page."""
    given = text(ann.get(PAGE))
    ann.post("/en/account/choices/", {"usage": "yes", "next": PAGE}, headers={"Origin": "http://testserver"})
    taken = text(ann.get(PAGE))
    ann.post("/en/account/choices/", {"usage": "no", "next": PAGE}, headers={"Origin": "http://testserver"})

    assert 'name="usage" value="yes"' in given
    assert 'name="usage" value="no"' in taken
    assert [*Consent.objects.filter(what="USAGE").order_by("pk").values_list("is_given", flat=True)] == [True, False]
    assert 'name="usage" value="yes"' in text(ann.get(PAGE))


def test_each_part_that_its_owner_corrects_has_a_page_with_a_form(ann, member):
    """P-11: the walk of everything that is marked so in the inventory."""
    pages = catalogue.corrected()

    assert set(pages) == set(rights.CORRECTED_ON)
    shown = text(ann.get(PAGE))
    for name, parts in pages.items():
        page = ann.get(reverse(name))
        assert page.status_code == 200, name
        assert "<form" in text(page), name
        assert all(part in shown for part in parts)


def test_whatever_somebody_says_of_themselves_is_marked_as_theirs_to_correct():
    """P-11: a new column of a profile needs a page on which it is corrected."""
    said = catalogue.tables()["accounts.Profile"].parts

    assert [name for name, part in said.items() if not part.corrected] == ["person"]


def test_without_an_account_a_request_begins_by_a_mailed_link(client):
    response = client.post(
        "/en/privacy/requests/", {"place": "NL", "kind": "ACCESS", "words": "", "email": "Bea@example.org"}
    )
    row = RightsRequest.objects.get()

    assert response["Location"] == "/en/privacy/requests/sent/"
    assert (row.state, row.email, row.person) == ("RECEIVED", "bea@example.org", None)
    assert client.get(response["Location"]).status_code == 200


def test_the_form_without_an_account_answers_the_same_whether_an_address_is_known(client, member):
    said = [
        client.post("/en/privacy/requests/", {"place": "", "kind": "ACCESS", "email": email})
        for email in (member.email, "nobody@example.org")
    ]

    assert len({(response.status_code, response["Location"]) for response in said}) == 1
    assert not RightsRequest.objects.filter(person__isnull=False).exists()


def test_the_form_without_an_account_says_what_is_missing_and_keeps_what_was_typed(client):
    response = client.post("/en/privacy/requests/", {"place": "NL", "kind": "HUMAN", "words": "", "email": "bea"})

    assert response.status_code == 400
    assert set(response.context["form"].errors) == {"words", "email"}
    assert response.context["form"]["email"].value() == "bea"


def test_no_mailbox_is_filled_and_no_queue(client, settings, redis_live):
    settings.LAN = False
    said = {"place": "NL", "kind": "ACCESS", "email": "bea@example.org"}
    statuses = [client.post("/en/privacy/requests/", said).status_code for _ in range(6)]

    assert statuses == [303] * 5 + [429]
