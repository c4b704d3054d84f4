"""Which words of another service mean that somebody is younger than 18, and which leave it open."""

from datetime import date

import pytest

from accounts.social.ages import says_younger
from accounts.social.items import fields_for, permissions_for, read

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "told",
    [
        {"birthday": "11/24/2008"},
        {"birthday": "24.11.2008"},
        {"birthday": "1.1.2012"},
        {"birthday": "2008-11-24"},
        {"birthday": "2009"},
        {"age_range": {"min": 13, "max": 17}},
        {"birthday": "01/01/1990", "age_range": {"min": 13, "max": 17}},
    ],
)
def test_these_words_shut_the_door(told):
    assert says_younger(told, TODAY)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"birthday": "11/23/2008"},
        {"birthday": "23.11.2008"},
        {"birthday": "2008"},
        {"birthday": "11/24"},
        {"birthday": "24.11"},
        {"birthday": "13/13/2012"},
        {"birthday": "soon"},
        {"birthday": None},
        {"birthday": 2012},
        {"age_range": {"min": 13}},
        {"age_range": {"min": 18, "max": 20}},
        {"age_range": {"max": "17"}},
        {"age_range": "13-17"},
        {"age_range": None},
    ],
)
def test_these_words_leave_it_open(told):
    assert not says_younger(told, TODAY)


def test_a_field_is_read_only_if_it_was_ticked_here_and_allowed_there():
    assert fields_for(["email", "gender"], {"public_profile", "user_gender"}) == ["gender"]
    assert permissions_for(["first_name", "last_name", "gender", "no such thing"]) == ["public_profile", "user_gender"]
    assert read(["gender"], {"gender": "female", "email": "ann@example.org"}) == {"gender": "female"}


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("first_name", {"first_name": 7}),
        ("age", {"age_range": "13+"}),
        ("age", {"age_range": {"min": "13"}}),
        ("location", {"location": "here"}),
        ("photo", {"picture": {"data": {"is_silhouette": True, "url": "https://x"}}}),
        ("photo", {"picture": "https://x"}),
        ("photo", {"picture": {"data": {"url": 7}}}),
    ],
)
def test_words_of_another_shape_are_nothing(item, told):
    assert read([item], told) == {}
