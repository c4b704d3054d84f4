"""Every retention rule, by time travel: what is over goes, what is not stays (promise: RET-1; reliability R-6)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps

from privacy import catalogue, retention, rules
from privacy.inventory import Erasure
from privacy.models import LegalHold
from privacy.rules import RULES

from .edges import EDGE, EDGES

NAMES = sorted(RULES)
OF_TABLES = [name for name in NAMES if RULES[name].table not in {"", "privacy.LegalHold"}]
TABLES = catalogue.tables()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path, db):
    settings.DATA_DIR, settings.MEDIA_ROOT, settings.ARCHIVES_ROOT = tmp_path, tmp_path / "media", tmp_path / "archives"


def prove(name):
    """Let a rule meet both sides of its edge, twice."""
    edge = EDGES[name]
    old, young = edge.make(EDGE - edge.step), edge.make(EDGE + edge.step)
    done = retention.run(name=name, now=EDGE)

    assert (done.error, done.looked, done.deleted, done.held) == ("", 1, 1, 0)
    assert not edge.stands(name, old), "what is over is still there"
    assert edge.stands(name, young), "what is not over went"
    again = retention.run(name=name, now=EDGE)
    assert (again.error, again.looked, again.deleted) == ("", 0, 0)
    assert edge.stands(name, young)


def test_every_rule_has_an_edge_and_every_edge_a_rule():
    assert set(EDGES) == set(RULES), "say in tests/privacy/edges.py how the rule's edge is met"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_over_goes_and_what_is_not_stays(name):
    prove(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_that_deletes_nothing_would_be_found(name, monkeypatch):
    monkeypatch.setitem(RULES, name, replace(RULES[name], end=lambda _keys, _now: None))

    with pytest.raises(AssertionError):
        prove(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_that_keeps_longer_would_be_found(name, monkeypatch):
    rule = RULES[name]
    later = timedelta(days=2)
    longer = replace(
        rule,
        kept_for=lambda: rule.kept_for() + later,
        only=rule.only and (lambda now: rule.only(now - later)),
        find=rule.find and (lambda now: rule.find(now - later)),
    )
    monkeypatch.setitem(RULES, name, longer)
    if name == "nobodys-devices":
        pytest.skip("it has no clock: it goes once nothing keeps it out")

    with pytest.raises(AssertionError):
        prove(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_dry_run_counts_and_ends_nothing(name):
    edge = EDGES[name]
    old = edge.make(EDGE - edge.step)
    dry = retention.dry_run(name=name, now=EDGE)

    assert (dry.dry, dry.looked, dry.deleted, dry.held) == (True, 1, 1, 0)
    assert edge.stands(name, old)
    assert retention.last_done(RULES[name]) is None, "counting is not running"


@pytest.mark.parametrize("name", OF_TABLES)
def test_a_legal_hold_keeps_the_named_row_and_no_other_until_it_ends(name):
    """P-28: skipped, counted, and gone once the hold is over."""
    edge, table = EDGES[name], RULES[name].table
    held, free = edge.make(EDGE - edge.step), edge.make(EDGE - edge.step)
    hold = LegalHold.objects.create(
        table=table,
        row=str(held),
        authority="the court of The Hague",
        reason="case 12",
        set_at=EDGE - timedelta(days=1),
        ends_at=EDGE + timedelta(seconds=1),
    )
    dry, done = retention.dry_run(name=name, now=EDGE), retention.run(name=name, now=EDGE)

    assert (dry.deleted, dry.held) == (1, 1)
    assert (done.error, done.looked, done.deleted, done.held) == ("", 2, 1, 1)
    assert edge.stands(name, held)
    assert not edge.stands(name, free)
    assert retention.run(name=name, now=hold.ends_at).deleted == 1
    assert not edge.stands(name, held)


# -- what the inventory says


def kept_for_a_time():
    """Return the tables whose rows do not simply go with their owner."""
    return {label: holding.rule for label, holding in TABLES.items() if holding.rule}


@pytest.mark.parametrize("holding", [each for each in catalogue.holdings() if each.rule], ids=lambda each: each.place)
def test_a_rule_that_is_named_exists_and_sees_to_that_table(holding):
    rule = RULES[holding.rule]

    if holding.kind == "table":
        assert holding.name in (rule.table, *rule.along)


@pytest.mark.parametrize("label", sorted(TABLES))
def test_every_row_about_somebody_goes_by_a_rule_or_with_its_owner(label):
    holding = TABLES[label]
    goes_with_its_owner = holding.owner and holding.erasure is Erasure.DELETED

    assert holding.rule or goes_with_its_owner or holding.erasure is Erasure.UNTOUCHED, f"{label}: name a rule"


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_named_in_the_inventory(name):
    tables = [RULES[name].table, *RULES[name].along]

    if RULES[name].table:
        assert all(TABLES[label].rule for label in tables), "a rule's table must name a rule"
        assert all(apps.get_model(label) for label in tables)
    else:
        assert name in {holding.rule for holding in catalogue.holdings()}


def test_two_rules_of_one_name_are_refused():
    with pytest.raises(rules.RegisteredTwice):
        rules.register(replace(RULES["old-visits"], clock="began_at"))
