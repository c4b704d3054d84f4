"""Detection: explained, in small steps, nothing long without a person, and never for skipping a lot.

promise: DAT-10; reliability P-25
"""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Exclusion, Person
from chatear import redis as servers
from matching import behaviour
from moderation.detection import SIGNALS, Condition, NoSuchSignal, RuleData, judge
from moderation.models import Case, Decision, Rule, RuleHour
from moderation.services import detecting
from tests.moderation.conftest import NOON
from tests.staffed import on_duty

LINKS = RuleData("links", 1, "ADVERT", "WARN", (Condition("links", at_least=4),))
amounts = st.dictionaries(st.sampled_from(["chats", "left_fast", "seconds", *SIGNALS]), st.floats(0, 1e6), max_size=8)


def test_a_finding_says_each_signal_with_its_value_and_threshold():
    (finding,) = judge({"links": 5.5}, [LINKS])

    assert finding.facts == {"rule": "links", "version": 1, "links": "5.5 (>= 4)"}


def test_below_a_threshold_nothing_is_found():
    assert judge({"links": 3.9}, [LINKS]) == []
    assert judge({}, [LINKS, RuleData("short", 1, "OTHER", "WARN", (Condition("chats", at_least=1),))]) == []


def test_all_conditions_of_a_rule_must_hold():
    both = RuleData(
        "x", 1, "NUDITY", "WARN", (Condition("chats", at_least=8), Condition("left_fast_share", at_least=80))
    )

    assert judge({"chats": 10, "left_fast": 9}, [both])
    assert not judge({"chats": 7, "left_fast": 7}, [both])
    assert not judge({"chats": 10, "left_fast": 7}, [both])


@pytest.mark.parametrize(
    "wrong", [{"signal": "skipped", "at_least": 1}, {"signal": "links"}, {"signal": "", "at_most": 1}]
)
def test_a_rule_by_a_signal_that_there_is_not_is_refused(wrong):
    with pytest.raises(NoSuchSignal):
        Condition(**wrong)


@given(amounts, st.floats(0, 1e9))
def test_one_s_own_skipping_changes_nothing_whatever_the_rules(numbers, skips):
    rules = [RuleData(name, 1, "OTHER", "LOOK", (Condition(name, at_least=1),)) for name in SIGNALS]

    assert judge(numbers, rules) == judge(numbers | {"skipped": skips, "left_by_me": skips}, rules)


# --- what follows ---


@pytest.fixture
def rule(db):
    """Return a rule that acts."""
    Rule.objects.all().delete()
    given = {"reason": "ADVERT", "conditions": [{"signal": "links", "at_least": 4}], "changed_at": NOON}
    return Rule.objects.create(name="links", version=1, state="ON", **given)


def behave(person, **numbers):
    """Have somebody's numbers be these, and be looked at."""
    servers.live().hset(f"behaviour:{person.pk}", mapping={"at": 0} | numbers)
    servers.live().sadd(behaviour.DUE, str(person.pk))


def look(person, **numbers):
    behave(person, **numbers)
    servers.live().delete(f"detected:{person.pk}:wait")  # two minutes later
    detecting.look_through(now=NOON)


@pytest.fixture
def warned(monkeypatch):
    """Return whom the house has warned; that it reaches a browser is proved in its own story."""
    heard = []
    monkeypatch.setattr("matching.warnings.warn", lambda *, person_id, code: heard.append((person_id, code)))
    return heard


@pytest.mark.usefixtures("redis_live", "cupboard")
class TestSteps:
    def test_first_a_warning_then_a_pause_of_minutes_then_a_person(self, bob, rule, warned):
        look(bob, links=9)
        assert (warned, Decision.objects.count()) == ([(bob.pk, "slow_down")], 0)

        look(bob, links=9)
        pause = Decision.objects.get()
        assert (pause.kind, pause.is_automatic, pause.length) == ("PAUSED", True, timedelta(minutes=10))
        assert pause.facts["links"] == "9.0 (>= 4)"

        look(bob, links=9)
        assert Case.objects.get().about == bob
        assert Case.objects.get().evidence.get().state == "WAITS", "a look at the source"

    def test_and_no_more_than_that_however_long_it_goes_on(self, bob, rule, warned):
        for _ in range(30):
            look(bob, links=9)

        assert (Decision.objects.count(), Case.objects.count()) == (1, 1)
        assert Exclusion.objects.filter(ends_at__gt=NOON + timedelta(minutes=15)).count() == 0

    def test_a_warning_has_two_minutes_to_be_heeded(self, bob, rule, warned):
        for _ in range(5):
            behave(bob, links=9)
            detecting.look_through(now=NOON)

        assert len(warned) == 1

    def test_a_rule_that_watches_counts_people_and_does_nothing(self, bob, ann, rule, warned):
        Rule.objects.update(state="WATCH")
        for person in (bob, ann, bob, bob):
            look(person, links=9)

        assert (warned, Decision.objects.count(), Case.objects.count()) == ([], 0, 0)
        assert (RuleHour.objects.get().would_hit, RuleHour.objects.get().acted) == (2, 0)

    def test_a_rule_that_is_off_does_not_even_count(self, bob, rule, warned):
        Rule.objects.update(state="OFF")
        look(bob, links=9)

        assert not RuleHour.objects.exists()

    def test_a_threat_goes_to_a_person_at_once(self, bob, rule, warned):
        Rule.objects.update(step="LOOK", reason="THREAT")
        look(bob, links=9)

        assert (Case.objects.get().urgency, warned) == (1, [])

    def test_who_is_not_there_any_more_disturbs_nobody(self, bob, rule, warned):
        servers.live().sadd(behaviour.DUE, "no uuid", str(UUID(int=9)))
        servers.live().hset(f"behaviour:{UUID(int=9)}", mapping={"at": 0, "links": 9})
        look(bob, links=9)

        assert (bob.pk, "slow_down") in warned

    def test_numbers_fade_to_half_in_half_an_hour(self, bob):
        script = servers.live().register_script(behaviour._SCRIPT)

        def note(now, *more):
            keys = [f"behaviour:{bob.pk}", behaviour.DUE]
            script(keys=keys, args=[str(bob.pk), now, behaviour.HALF_LIFE, 100, 100, *more])

        note(0, "links", 8)
        note(behaviour.HALF_LIFE, "links", 0)
        assert behaviour.numbers_of(str(bob.pk))["links"] == pytest.approx(4)
        assert 0 < servers.live().ttl(f"behaviour:{bob.pk}") <= 100

    def test_complaints_are_counted_by_people(self, bob):
        for pseudonym in ("a", "b", "a", "a"):
            behaviour.complained(person_id=bob.pk, pseudonym=pseudonym)

        assert behaviour.numbers_of(str(bob.pk))["complaints"] == 2


# --- the page ---


@pytest.mark.usefixtures("redis_live")
def test_a_change_is_a_new_version_with_who_and_why(client, rule, staff):
    on_duty(client, staff("di"))
    page = "/admin/moderation/rules/"
    assert client.post(page, {"name": "links", "state": "WATCH", "why": " "}).status_code == 400
    assert client.post(page, {"name": "links", "state": "WATCH", "why": "too many"}).status_code == 303

    new = Rule.objects.get(version=2)
    assert (new.state, new.why, new.changed_by) == ("WATCH", "too many", Person.objects.get(email__startswith="di@"))
    shown = client.get(page).content.decode()
    assert "too many" in shown
    assert client.post(page, {"name": "nope", "state": "ON", "why": "x"}).status_code == 400


@pytest.mark.usefixtures("redis_live")
def test_a_threshold_is_moved_on_the_page_and_a_wrong_one_is_refused_with_words(client, rule, staff):
    on_duty(client, staff("di"))
    page, sent = "/admin/moderation/rules/", {"name": "links", "state": "WATCH", "why": "too many"}
    for wrong in ("", "x", "nan", "-1", "inf", ["3", "4"]):
        answer = client.post(page, sent | {"limit": wrong})
        assert (answer.status_code, "from 0 to 100,000" in answer.content.decode()) == (400, True), wrong
    assert client.post(page, sent | {"limit": "7.5"}).status_code == 303

    assert Rule.objects.get(version=2).conditions == [{"signal": "links", "at_least": 7.5}]


@pytest.mark.usefixtures("redis_live")
def test_the_page_says_how_many_it_would_have_hit(client, rule, staff):
    RuleHour.objects.create(name="links", hour=timezone.now().replace(minute=0, second=0, microsecond=0), would_hit=37)
    on_duty(client, staff("di"))

    assert "37" in client.get("/admin/moderation/rules/").content.decode()


def test_the_rules_that_come_along_begin_by_watching(db):
    shipped = Rule.objects.filter(version=1)

    assert {rule.state for rule in shipped} <= {"WATCH"}
    for one in shipped:
        detecting.data_of(one)
