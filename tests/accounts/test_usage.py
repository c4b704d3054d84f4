"""What is counted of a visit after a yes, and how little that is (promise: DAT-2)."""

import json
import logging
from datetime import timedelta

import pytest
from django.core import signing
from django.db import DatabaseError
from django.utils import timezone

from accounts import usage
from accounts.models import PageView, Visit
from accounts.services import usage as counted
from privacy import policy, retention
from tests.accounts.conftest import NOON
from tests.accounts.counted import HERE, answer

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0"


@pytest.fixture
def counted_visitor(client, redis_live):
    """Return the browser of a stranger who said yes on the page of the policy."""
    client.defaults["HTTP_USER_AGENT"] = PHONE
    answer(client, "yes")
    return client


def told(browser, **what):
    body = json.dumps(what)
    return browser.post("/account/usage/", body, content_type="text/plain", **HERE).status_code


def test_pages_are_counted_by_their_kind_and_never_by_their_address(counted_visitor):
    counted_visitor.get(f"/en/policy/{policy.current().number}/?from=a-friend")
    counted_visitor.get("/en/rules/")

    assert Visit.objects.count() == 1
    seen = list(PageView.objects.order_by("pk").values_list("page", flat=True))
    assert seen == ["privacy:policy", "privacy:version", "privacy:rules"]


@pytest.mark.parametrize("address", ["/en/nowhere/", "/health/live", "/admin/login/", "/en/jsi18n/", "/policy/"])
def test_only_pages_that_people_read_are_counted(counted_visitor, address):
    counted_visitor.get(address)

    assert PageView.objects.count() == 1


def test_a_page_that_a_browser_fetches_before_anybody_looks_is_not_counted(counted_visitor):
    counted_visitor.get("/en/rules/", HTTP_SEC_PURPOSE="prefetch;prerender")

    assert PageView.objects.count() == 1


def test_a_visit_holds_browser_system_place_and_language(client, redis_live, monkeypatch):
    client.defaults |= {"HTTP_USER_AGENT": PHONE, "REMOTE_ADDR": "203.0.113.9"}
    monkeypatch.setattr("accounts.geo.place_of", lambda address: counted.geo.Place("NL", "Utrecht"))
    answer(client, "yes")

    visit = Visit.objects.get()
    assert (visit.country, visit.region, visit.is_return) == ("NL", "Utrecht", False)
    assert (visit.browser, visit.system) == ("Firefox Mobile 153", "Android 16")
    assert "203.0.113" not in str(visit.__dict__)
    assert len(visit.address_hash) == 64


def test_of_the_site_that_led_here_the_host_alone_is_kept(client, redis_live):
    body = {"all": "yes", "next": "/en/rules/", "from": "https://blog.example/secret?name=ann"}
    client.post("/en/account/choices/", body, **HERE)

    assert Visit.objects.get().referrer == "blog.example"


@pytest.mark.parametrize(
    ("referrer", "host"),
    [
        ("https://Blog.Example:8443/a?b#c", "blog.example"),
        ("https://ann:secret@blog.example/", "blog.example"),
        ("https://chatear.example/nl/", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("https://[::1/", ""),
        (f"https://{'a' * 121}/", ""),
        ("https://<b>/", ""),
    ],
)
def test_a_host_is_read_from_whatever_a_browser_sends(referrer, host):
    assert usage.host_of(referrer, ours="chatear.example:8000") == host


def test_the_next_visit_is_another_one_after_half_an_hour_and_says_that_it_is_not_the_first(counted_visitor):
    long_ago = timezone.now() - timedelta(minutes=31)
    Visit.objects.update(began_at=long_ago, last_at=long_ago)
    counted_visitor.get("/en/rules/")

    assert list(Visit.objects.order_by("pk").values_list("is_return", flat=True)) == [False, True]


def test_the_next_page_says_how_long_the_one_before_was_open(counted_visitor):
    PageView.objects.update(at=timezone.now() - timedelta(seconds=40))
    counted_visitor.get("/en/rules/")

    assert list(PageView.objects.order_by("pk").values_list("seconds", flat=True)) == [40, None]


def test_a_page_that_is_left_says_how_long_it_was_open(counted_visitor):
    PageView.objects.update(at=timezone.now() - timedelta(seconds=90))

    assert told(counted_visitor, page="privacy:policy", seconds=88) == 204
    assert PageView.objects.get().seconds == 88


def test_a_page_that_is_loaded_anew_is_not_ended_by_its_forerunner(counted_visitor):
    PageView.objects.update(at=timezone.now() - timedelta(seconds=90))
    counted_visitor.get("/en/policy/")
    told(counted_visitor, page="privacy:policy", seconds=90)

    assert list(PageView.objects.order_by("pk").values_list("seconds", flat=True)) == [90, None]


def test_a_talk_counts_only_of_who_has_come_in_and_leaves_no_time(counted_visitor):
    assert told(counted_visitor, talked=True) == 204
    assert not Visit.objects.get().has_talked

    counted_visitor.post("/enter/", {"age": "on", "policy": policy.current().number})
    before = Visit.objects.get().last_at
    told(counted_visitor, talked=True)

    assert Visit.objects.get().has_talked
    assert Visit.objects.get().last_at == before, "when two talks begin says who met whom (promise: RET-7)"


@pytest.mark.parametrize(
    "what",
    [
        {},
        {"talked": False},
        {"page": "privacy:policy", "seconds": -1},
        {"page": "privacy:policy", "seconds": usage.LONGEST_PAGE + 1},
        {"page": "privacy:policy", "seconds": "40"},
        {"page": "privacy:policy", "seconds": True},
        {"page": 1, "seconds": 1},
    ],
)
def test_what_makes_no_sense_is_refused(counted_visitor, what):
    assert told(counted_visitor, **what) == 400
    assert PageView.objects.get().seconds is None


@pytest.mark.parametrize("body", ["", "{", "[1]", "null", "x" * 600])
def test_whatever_is_not_our_json_is_refused(counted_visitor, body):
    assert counted_visitor.post("/account/usage/", body, content_type="text/plain", **HERE).status_code in {400, 413}


def test_nobody_tells_of_a_visit_that_is_not_theirs(client, counted_visitor):
    visit = Visit.objects.get()
    client.cookies["visit"] = signing.dumps(visit.pk, salt="another")
    assert told(client, talked=True) == 403

    client.cookies["visit"] = str(visit.pk)
    assert told(client, talked=True) == 403


def test_another_site_can_tell_nothing(counted_visitor):
    response = counted_visitor.post(
        "/account/usage/", '{"talked": true}', content_type="text/plain", HTTP_ORIGIN="https://elsewhere.example"
    )

    assert response.status_code == 403


def test_somebody_elses_visit_does_not_go_on_in_the_same_browser(counted_visitor, come_in):
    counted_visitor.force_login(come_in().person)
    counted_visitor.get("/en/rules/")
    counted_visitor.force_login(come_in().person)
    counted_visitor.get("/en/rules/")

    assert len(set(Visit.objects.values_list("person", flat=True))) == Visit.objects.count() == 2


def test_two_days_of_one_address_cannot_be_compared_and_the_key_goes(redis_live):
    tomorrow = NOON + timedelta(days=1)
    first = usage.address_hash("203.0.113.9", now=NOON)

    assert first == usage.address_hash("203.0.113.9", now=NOON) != usage.address_hash("203.0.113.8", now=NOON)
    assert usage.address_hash("203.0.113.9", now=tomorrow) != first
    assert 0 < redis_live.ttl(usage.key_name(NOON)) <= 12 * 3600 + 300
    redis_live.delete(usage.key_name(NOON))
    assert usage.address_hash("203.0.113.9", now=NOON) != first


def test_without_redis_a_visit_is_counted_without_its_address(counted_visitor, monkeypatch):
    Visit.objects.all().delete()
    monkeypatch.setattr(usage, "_key_of_the_day", lambda now: b"")
    counted_visitor.get("/en/rules/")

    assert Visit.objects.get().address_hash == ""


def test_a_page_is_shown_although_it_can_not_be_counted(counted_visitor, monkeypatch, caplog):
    def fail(**given):
        raise DatabaseError("the row of 203.0.113.9")

    monkeypatch.setattr(counted, "note_page", fail)
    with caplog.at_level(logging.WARNING):
        response = counted_visitor.get("/en/rules/")

    assert response.status_code == 200
    assert "a visit was not counted" in caplog.text
    assert "203.0.113.9" not in caplog.text


def test_counting_a_page_costs_few_short_queries(counted_visitor, django_assert_max_num_queries):
    visitor = counted.Visitor(None, "127.0.0.1", PHONE, "en", "", is_return=False)
    visit_id = Visit.objects.get().pk
    with django_assert_max_num_queries(6):  # two of them are the savepoint
        counted.note_page(visit_id=visit_id, page="privacy:rules", visitor=visitor, now=timezone.now())


def test_visits_are_forgotten_in_time(counted_visitor):
    old = Visit.objects.create(began_at=NOON - timedelta(days=91), last_at=NOON - timedelta(days=91))
    Visit.objects.exclude(pk=old.pk).update(began_at=NOON, last_at=NOON)

    assert retention.run(name="old-visits", now=NOON).deleted == 1
    assert not Visit.objects.filter(pk=old.pk).exists()


def test_a_visits_cookie_ends_with_the_visit(counted_visitor):
    cookie = counted_visitor.cookies["visit"]

    assert cookie["max-age"] == usage.VISIT_LASTS.total_seconds()
    assert cookie["httponly"]
    assert signing.loads(cookie.value, salt="chatear.accounts.visit") == Visit.objects.get().pk
