"""Everything that is held is declared: promise: RET-1, DAT-1 to DAT-13."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from privacy import catalogue, inventory
from privacy.management.commands import write_privacy


def test_every_column_of_every_table_is_declared():
    assert list(catalogue.undeclared_columns()) == []


def test_nothing_is_declared_that_is_not_there():
    assert list(catalogue.stale_columns()) == []


def test_a_new_column_is_named_with_the_file_to_edit(monkeypatch):
    profile = catalogue.tables()["accounts.Profile"]
    known = {name: part for name, part in profile.parts.items() if name != "photo"}
    monkeypatch.setattr(catalogue, "holdings", lambda: (replace(profile, parts=known),))

    assert "accounts.Profile.photo: declare it in accounts/personal_data" in list(catalogue.undeclared_columns())


@pytest.mark.parametrize("holding", catalogue.holdings(), ids=lambda holding: holding.place)
def test_each_thing_held_has_a_category_an_end_and_a_reason(holding):
    assert holding.category in inventory.CATEGORIES
    assert holding.kept
    assert (holding.category == "NONE") <= (holding.whose in {inventory.Whose.NOBODY, inventory.Whose.STAFF})


def test_no_place_is_declared_twice():
    places = [holding.place for holding in catalogue.holdings()]

    assert len(places) == len(set(places))


def test_a_key_of_redis_matches_its_pattern_alone():
    known, unknown = ["limit:enter:a:0f", "{mm}:in:x", "{mm}:tickets"], ["pairs:1:2", "{mm}:tickets:more"]

    assert catalogue.undeclared_keys("redis-live", known + unknown) == unknown


def test_the_page_says_what_is_declared():
    with override("en"):
        assert write_privacy.PAGE.read_text() == write_privacy.page(), "run `make manage DO=write_privacy`"
