"""What staff sees of how the site is used (promise: DAT-2; reliability T49)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts import statistics
from accounts.models import PageView, Person, Visit
from tests.accounts.conftest import NOON
from tests.staffed import on_duty

pytestmark = pytest.mark.django_db


def visits(count, *, days_ago=1, now=NOON, **columns):
    at = now - timedelta(days=days_ago)
    return Visit.objects.bulk_create(Visit(began_at=at, last_at=at, **columns) for _ in range(count))


def shown(rows):
    return {row.name: row.count for row in rows}


@pytest.fixture
def analyst(client):
    """Return the browser of a member of staff who may see numbers and nothing else."""
    person = Person.objects.create(email="analyst@chatear.example", is_staff=True, member_since=NOON)
    person.user_permissions.add(Permission.objects.get(codename="view_visit"))
    on_duty(client, person)
    return client


def test_days_are_counted_with_how_many_had_come_before():
    visits(30)
    visits(12, is_return=True)
    visits(21, days_ago=2)
    day, day_before = statistics.usage_of(days=2, now=NOON).days[::-1]

    assert (day.visits, day.returning, day.share) == (40, 10, 25)
    assert (day_before.visits, day_before.returning) == (20, None)


def test_a_day_with_few_visits_takes_another_along():
    visits(4)
    visits(80, days_ago=2)
    visits(25, days_ago=3)

    assert [day.visits for day in statistics.usage_of(days=3, now=NOON).days] == [None, 80, None]


def test_days_before_anybody_was_counted_hide_nothing():
    visits(24)

    assert [day.visits for day in statistics.usage_of(days=30, now=NOON).days] == [25]
    assert statistics.usage_of(days=30, now=NOON - timedelta(days=9)).days == []


def test_the_day_that_is_under_way_is_not_counted():
    visits(30, days_ago=0)

    assert statistics.usage_of(days=7, now=NOON).countries[0].count is None


def test_small_countries_are_not_named():
    visits(40, country="NL")
    visits(9, country="VA")
    visits(5)

    assert shown(statistics.usage_of(days=7, now=NOON).countries) == {"NL": 40, "": 15}


def test_versions_are_put_together():
    visits(12, browser="Firefox 153", system="Android 16")
    visits(13, browser="Firefox 152", system="Mac OS X 15")
    seen = statistics.usage_of(days=7, now=NOON)

    assert shown(seen.browsers)["Firefox"] == 25
    assert shown(seen.systems) == {"Mac OS X": 15, "Android": 10, "": None}


def test_the_way_from_landing_to_the_first_talk():
    visits(60)
    visits(20, entered_at=NOON)
    visits(15, entered_at=NOON, has_talked=True)

    assert shown(statistics.usage_of(days=7, now=NOON).funnel) == {"landed": 95, "entered": 35, "talked": 15}


def test_a_way_that_few_went_to_the_end_is_not_told():
    visits(60)
    visits(20, entered_at=NOON)
    visits(3, entered_at=NOON, has_talked=True)

    assert shown(statistics.usage_of(days=7, now=NOON).funnel) == {"landed": 85, "entered": None, "talked": None}


def test_a_page_counts_once_a_visit_and_not_at_all_for_few():
    for visit in visits(10):
        PageView.objects.create(visit=visit, page="privacy:policy", at=NOON)
        PageView.objects.create(visit=visit, page="privacy:policy", at=NOON)
    for visit in visits(9):
        PageView.objects.create(visit=visit, page="privacy:rules", at=NOON)

    assert shown(statistics.usage_of(days=7, now=NOON).pages) == {"privacy:policy": 10}


def test_staff_sees_plots_with_their_tables(analyst):
    visits(33, country="NL", now=timezone.now())
    page = analyst.get("/admin/usage/?days=7")

    assert page.status_code == 200
    assert page.content.decode().count("<line-plot") == 6
    assert 'data-y="35"' in page.content.decode()
    assert "Netherlands" in page.content.decode()
    assert "<script>" not in page.content.decode().partition("<line-plot")[2].partition("</main>")[0]


@pytest.mark.parametrize("address", ["/admin/accounts/visit/", "/admin/accounts/visit/1/change/"])
def test_nobody_looks_at_a_single_visit(analyst, address):
    visits(1)

    assert analyst.get(address)["Location"] == "/admin/usage/"


def test_the_numbers_are_for_who_may_see_them(client, analyst, member):
    Person.objects.get(email="analyst@chatear.example").user_permissions.clear()
    assert analyst.get("/admin/usage/").status_code == 403

    client.force_login(member)
    assert client.get("/admin/usage/")["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("asked", ["", "-1", "1", "x", "9999999"])
def test_no_other_period_can_be_asked_for(analyst, asked):
    assert analyst.get("/admin/usage/", {"days": asked}).context["period"] == 30
