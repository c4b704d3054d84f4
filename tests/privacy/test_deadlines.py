"""What may be asked for under which law, and by when it is answered. P-17, P-18; promise: RGT-1 to RGT-4"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import deadlines
from privacy.deadlines import EEA, TERMS, Kind, Law, Span, Term

K = Kind
PLACES = ["NL", "DE", "IS", "GB", "US-CA", "US-NV", "CA", "US", "BR", ""]
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("country", "state", "place", "law"),
    [
        ("NL", "", "NL", Law.EEA),
        ("nl", "Gelderland", "NL", Law.EEA),
        ("NO", "", "NO", Law.EEA),
        ("IS", "", "IS", Law.EEA),
        ("LI", "", "LI", Law.EEA),
        ("RE", "", "RE", Law.EEA),
        ("CH", "", "CH", Law.ELSEWHERE),
        ("GB", "Scotland", "GB", Law.UK),
        ("US", "California", "US-CA", Law.CALIFORNIA),
        ("US", " kalifornien ", "US-CA", Law.CALIFORNIA),
        ("US", "Californië", "US-CA", Law.CALIFORNIA),
        ("US", "كاليفورنيا", "US-CA", Law.CALIFORNIA),
        ("US", "Nevada", "US-NV", Law.NEVADA),
        ("US", "NV", "US-NV", Law.NEVADA),
        ("US", "New York", "US", Law.ELSEWHERE),
        ("US", "", "US", Law.ELSEWHERE),
        ("MX", "Baja California", "MX", Law.ELSEWHERE),
        ("MX", "California", "MX", Law.ELSEWHERE),
        ("CA", "Québec", "CA", Law.CANADA),
        ("", "", "", Law.ELSEWHERE),
        ("BR", "Nevada", "BR", Law.ELSEWHERE),
    ],
)
def test_a_place_has_its_law(country, state, place, law):
    assert deadlines.place_of(country, state) == place
    assert deadlines.law_of(place) == law


def test_the_economic_area_has_thirty_states_and_seven_parts_far_away():
    assert len(EEA) == 30 + 7
    assert {"GB", "CH", "US"}.isdisjoint(EEA)


@pytest.mark.parametrize(
    ("place", "came", "last"),
    [
        # The day on which it came does not count, and the month ends with the day of the same number.
        ("NL", date(2026, 2, 2), date(2026, 3, 2)),
        ("NL", date(2026, 3, 31), date(2026, 4, 30)),
        ("NL", date(2026, 1, 30), date(2026, 3, 2)),  # 28 February is a Saturday
        ("DE", date(2028, 1, 31), date(2028, 2, 29)),  # a leap year's Tuesday
        ("DE", date(2027, 12, 31), date(2028, 1, 31)),
        # What would end on a Saturday, Sunday or holiday ends on the next day that is none.
        ("NL", date(2026, 11, 25), date(2026, 12, 28)),  # Friday 25 and Saturday 26 December, then a Sunday
        ("NL", date(2026, 3, 27), date(2026, 4, 28)),  # King's Day
        ("DE", date(2026, 3, 27), date(2026, 4, 27)),  # of which Germany has none
        ("FR", date(2026, 6, 14), date(2026, 7, 15)),  # 14 July
        ("PL", date(2026, 10, 11), date(2026, 11, 12)),  # 11 November
        ("GB", date(2026, 11, 25), date(2026, 12, 29)),  # and Monday 28, for Boxing Day on a Saturday
        ("SE", date(2026, 5, 6), date(2026, 6, 8)),  # national day on a Saturday
    ],
)
def test_a_month_ends_by_regulation_1182_71(place, came, last):
    assert deadlines.ends(Span(months=1), came=came, place=place) == last


@pytest.mark.parametrize(
    ("place", "came", "last"),
    [
        ("NL", date(2026, 1, 31), date(2026, 4, 30)),
        ("GB", date(2026, 9, 25), date(2026, 12, 29)),
        ("BR", date(2026, 8, 26), date(2026, 11, 26)),
    ],
)
def test_two_more_months_are_counted_from_the_first_day(place, came, last):
    longest = TERMS[deadlines.law_of(place)][K.ACCESS].longest

    assert deadlines.ends(longest, came=came, place=place) == last


@pytest.mark.parametrize(
    ("days", "came", "last"),
    [
        (10, date(2026, 11, 23), date(2026, 12, 8)),  # Thanksgiving between
        (10, date(2026, 6, 15), date(2026, 6, 30)),  # Juneteenth on a Friday
        (10, date(2026, 10, 5), date(2026, 10, 19)),  # Columbus Day is none of California's
        (10, date(2026, 3, 23), date(2026, 4, 6)),  # César Chávez Day is the state's alone: the shorter term holds
        (15, date(2026, 12, 18), date(2027, 1, 12)),  # Christmas and New Year, both on Fridays
        (15, date(2026, 8, 28), date(2026, 9, 21)),  # Labor Day
        (15, date(2026, 11, 28), date(2026, 12, 18)),  # came on a Saturday
        (1, date(2026, 7, 2), date(2026, 7, 6)),  # 4 July is a Saturday, kept on the Friday before
    ],
)
def test_business_days_leave_out_weekends_and_holidays(days, came, last):
    assert deadlines.ends(Span(business_days=days), came=came, place="US-CA") == last


@pytest.mark.parametrize(
    ("place", "kind", "confirm", "answer", "longest"),
    [
        ("NL", K.ACCESS, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("NL", K.PORTABILITY, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("NL", K.RECTIFICATION, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("NL", K.ERASURE, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("NL", K.RESTRICTION, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("NL", K.OBJECTION, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("NL", K.WITHDRAWAL, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("NL", K.MARKETING, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("NL", K.HUMAN, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("GB", K.ACCESS, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("US-CA", K.KNOW, date(2026, 12, 8), date(2027, 1, 7), date(2027, 2, 21)),
        ("US-CA", K.DELETE, date(2026, 12, 8), date(2027, 1, 7), date(2027, 2, 21)),
        ("US-CA", K.CORRECT, date(2026, 12, 8), date(2027, 1, 7), date(2027, 2, 21)),
        ("US-CA", K.OPT_OUT, None, date(2026, 12, 15), None),
        ("US-CA", K.LIMIT, None, date(2026, 12, 15), None),
        ("US-CA", K.SHINE, None, date(2026, 12, 23), None),
        ("US-CA", K.HUMAN, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("US-NV", K.OPT_OUT, None, date(2027, 1, 22), date(2027, 2, 21)),
        ("US-NV", K.ACCESS, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("CA", K.ACCESS, None, date(2026, 12, 23), date(2027, 1, 22)),
        ("CA", K.RECTIFICATION, None, date(2026, 12, 23), date(2027, 1, 22)),
        ("CA", K.WITHDRAWAL, None, date(2026, 12, 23), date(2027, 1, 22)),
        ("CA", K.COMPLAINT, None, date(2026, 12, 23), date(2027, 1, 22)),
        ("BR", K.ACCESS, None, date(2026, 12, 23), date(2027, 2, 23)),
        ("", K.HUMAN, None, date(2026, 12, 23), date(2027, 2, 23)),
    ],
)
def test_what_came_on_23_november_2026_is_due(place, kind, confirm, answer, longest):
    term = TERMS[deadlines.law_of(place)][kind]
    spans = (term.confirm, term.answer, term.longest)
    days = [span and deadlines.ends(span, came=date(2026, 11, 23), place=place) for span in spans]

    assert days == [confirm, answer, longest]


def test_each_law_names_what_may_be_asked_for():
    european = [*TERMS[Law.EEA]]

    assert len(european) == 9
    assert [*TERMS[Law.UK]] == [*TERMS[Law.ELSEWHERE]] == european
    assert {K.KNOW, K.DELETE, K.CORRECT, K.OPT_OUT, K.LIMIT, K.SHINE, K.HUMAN} <= {*TERMS[Law.CALIFORNIA]}
    assert K.ACCESS not in TERMS[Law.CALIFORNIA], "it is called to know there, with a term of its own"
    assert {K.OPT_OUT, *european} == {*TERMS[Law.NEVADA]}
    assert {K.COMPLAINT, *european} == {*TERMS[Law.CANADA]}
    assert {kind for terms in TERMS.values() for kind in terms} == {*Kind}


@pytest.mark.parametrize(
    ("law", "day"),
    [
        (Law.EEA, date(2026, 11, 23)),
        (Law.UK, date(2026, 11, 23)),
        (Law.CALIFORNIA, date(2026, 11, 22)),
        (Law.NEVADA, date(2026, 11, 22)),
        (Law.CANADA, date(2026, 11, 22)),
        (Law.ELSEWHERE, date(2026, 11, 23)),
    ],
)
def test_a_day_is_that_of_the_place(law, day):
    assert deadlines.day_of(law, datetime(2026, 11, 23, 3, tzinfo=UTC)) == day


@given(DAYS, st.sampled_from(PLACES), st.integers(1, 30))
def test_as_many_business_days_lie_between_as_were_given(came, place, days):
    last = deadlines.ends(Span(business_days=days), came=came, place=place)
    between = [came + timedelta(days=ahead) for ahead in range(1, (last - came).days + 1)]

    assert sum(deadlines.is_business_day(day, place) for day in between) == days
    assert deadlines.is_business_day(last, place)


@given(DAYS, st.sampled_from(PLACES), st.integers(1, 6))
def test_months_never_end_early_nor_a_week_late(came, place, months):
    last = deadlines.ends(Span(months=months), came=came, place=place)

    assert last >= came + timedelta(days=28 * months)
    assert last <= came + timedelta(days=31 * months + 7)
    if place in EEA or place == "GB":
        assert deadlines.is_business_day(last, place)


@given(DAYS, DAYS, st.sampled_from(PLACES))
def test_who_asks_later_is_not_answered_earlier(one, other, place):
    term: Term
    for term in TERMS[deadlines.law_of(place)].values():
        first, second = (deadlines.ends(term.answer, came=came, place=place) for came in sorted((one, other)))
        assert first <= second


@given(DAYS, st.sampled_from(PLACES))
def test_more_time_is_more_time(came, place):
    for term in TERMS[deadlines.law_of(place)].values():
        spans = [span for span in (term.confirm, term.answer, term.longest) if span]
        days = [deadlines.ends(span, came=came, place=place) for span in spans]
        assert days == sorted(set(days))
