"""A member who stays away is told a month before, and then erased; coming back resets it. promise: RET-2, P-08"""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts import services
from accounts.models import Person
from accounts.services import inactivity
from privacy import emails
from privacy.models import Erasure, Outgoing
from privacy.services import erasures

SITE = "https://chatear.example"


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def a_day(now: datetime) -> None:
    """Let a day's rounds run."""
    inactivity.look_after(root=SITE, now=now)
    erasures.sweep(now=now)


def last_seen(member, day: date) -> None:
    Person.objects.filter(pk=member.pk).update(last_seen_date=day)


def days(begin: date, end: date):
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


BOUNDARIES = [
    # last seen, told on, erased on
    (date(2024, 5, 17), date(2026, 4, 17), date(2026, 5, 17)),
    (date(2024, 2, 29), date(2026, 1, 29), date(2026, 2, 28)),  # a leap day, and a year without one
    (date(2026, 3, 31), date(2028, 2, 29), date(2028, 3, 31)),  # 23 months later there is no 31st
    (date(2024, 1, 31), date(2025, 12, 31), date(2026, 1, 31)),
]


@pytest.mark.parametrize(("seen", "told", "erased"), BOUNDARIES)
def test_told_a_month_before_and_erased_on_the_day(member, seen, told, erased):
    last_seen(member, seen)
    for day in days(told - timedelta(days=5), told - timedelta(days=1)):
        a_day(at(day))
    assert not Erasure.objects.exists()
    a_day(at(told))
    mail = Outgoing.objects.get()
    assert (mail.template, mail.to, mail.content["months"]) == ("long-away", "ann@chatear.example", 23)
    for day in days(told, erased - timedelta(days=1)):
        a_day(at(day))
    assert Outgoing.objects.count() == 1, "told once"
    assert Person.objects.filter(is_active=True).exists()
    a_day(at(erased))

    assert not Person.objects.exists()
    assert Erasure.objects.get().state == "DONE"


def test_the_months_are_a_setting(member, settings):
    settings.MEMBER_MONTHS = 6
    last_seen(member, date(2026, 1, 15))
    a_day(at(date(2026, 6, 14)))
    assert not Erasure.objects.exists()
    a_day(at(date(2026, 6, 15)))

    assert Erasure.objects.get().due_at == datetime(2026, 7, 15, tzinfo=UTC)


def test_whoever_comes_back_stays_even_in_the_last_minute(member):
    last_seen(member, date(2024, 5, 17))
    a_day(at(date(2026, 4, 17)))
    last_minute = datetime(2026, 5, 16, 23, 59, tzinfo=UTC)
    services.note_visit(person_id=member.pk, device_key="", language="nl", now=last_minute)
    erasures.sweep(now=datetime(2026, 5, 17, tzinfo=UTC))  # before anything else has looked

    assert Person.objects.filter(is_active=True).exists()
    assert Erasure.objects.get().state == "WITHDRAWN"


def test_whoever_comes_back_is_told_anew_after_the_whole_time(member):
    last_seen(member, date(2024, 5, 17))
    a_day(at(date(2026, 4, 17)))
    last_seen(member, date(2026, 4, 17))
    a_day(at(date(2026, 4, 17), hour=10))
    assert Erasure.objects.get().state == "WITHDRAWN"
    a_day(at(date(2028, 3, 16)))
    assert Erasure.objects.count() == 1
    a_day(at(date(2028, 3, 17)))

    assert Erasure.objects.filter(state="ASKED").get().due_at == datetime(2028, 4, 17, tzinfo=UTC)


def test_a_clock_that_stood_still_takes_nothing_of_the_month(member):
    last_seen(member, date(2020, 1, 1))
    a_day(at(date(2026, 11, 23)))

    assert Erasure.objects.get().due_at == datetime(2026, 12, 23, tzinfo=UTC)


@pytest.mark.parametrize("is_so", [{"is_staff": True}, {"restricted_at": at(date(2024, 6, 1))}, {"is_active": False}])
def test_neither_staff_nor_the_restricted_are_touched(member, is_so):
    Person.objects.update(**is_so)
    last_seen(member, date(2020, 1, 1))
    a_day(at(date(2026, 11, 23)))

    assert not Erasure.objects.exists()


def test_the_mail_says_the_day_and_leads_to_where_one_signs_in(member, mailoutbox):
    last_seen(member, date(2024, 5, 17))
    Person.objects.update(language="en")
    inactivity.look_after(root=SITE, now=at(date(2026, 4, 17)))
    emails.send(mail_id=Outgoing.objects.get().pk, now=at(date(2026, 4, 17)))

    assert "May 17, 2026" in mailoutbox[0].subject
    assert "23 months" in mailoutbox[0].body
    assert f"{SITE}/en/account/login/" in mailoutbox[0].body
