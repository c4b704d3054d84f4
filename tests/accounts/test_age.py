"""18 to the day, where somebody is (reliability T45)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from accounts.age import age_on, is_of_age, today_in


@pytest.mark.parametrize(("day", "of_age"), [(22, False), (23, True), (24, True)])
def test_eighteen_is_reached_on_the_birthday_and_not_before(day, of_age):
    assert is_of_age(date(2008, 11, 23), on=date(2026, 11, day)) is of_age


@pytest.mark.parametrize(
    ("on", "of_age"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2028, 2, 28), True)],
)
def test_who_was_born_on_a_leap_day_is_18_on_the_first_of_march(on, of_age):
    assert is_of_age(date(2008, 2, 29), on=on) is of_age


def test_a_leap_day_birthday_is_had_on_a_leap_day_too():
    assert age_on(date(2008, 2, 29), date(2028, 2, 29)) == 20
    assert age_on(date(2008, 2, 29), date(2028, 2, 28)) == 19


@pytest.mark.parametrize("hours", range(-12, 15))
def test_a_place_unknown_is_the_one_where_the_day_comes_last(hours):
    now = datetime(2026, 11, 23, 0, 0, tzinfo=timezone(timedelta(hours=hours)))

    assert today_in("", now) <= now.date()
    assert today_in("XX", now) == now.astimezone(timezone(timedelta(hours=-12))).date()


@pytest.mark.parametrize(
    ("country", "at", "day"),
    [
        ("KI", datetime(2026, 11, 22, 12, 0, tzinfo=UTC), 23),  # UTC+12 to +14: at least the 23rd in all of it
        ("NL", datetime(2026, 11, 22, 22, 59, tzinfo=UTC), 22),
        ("NL", datetime(2026, 11, 22, 23, 0, tzinfo=UTC), 23),
        ("nl", datetime(2026, 11, 22, 23, 0, tzinfo=UTC), 23),
        ("AS", datetime(2026, 11, 23, 10, 59, tzinfo=UTC), 22),  # UTC-11
        ("US", datetime(2026, 11, 23, 6, 0, tzinfo=UTC), 22),  # the 23rd in New York, not yet in Honolulu
    ],
)
def test_the_day_is_that_of_the_country_and_of_several_the_earlier(country, at, day):
    assert today_in(country, at).day == day
