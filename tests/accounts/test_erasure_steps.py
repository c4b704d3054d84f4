"""An erasure goes on where a crash broke it off, and is done once (reliability F16)."""

from datetime import timedelta

import pytest

from accounts.models import Person, Profile
from privacy import steps
from privacy.models import Erasure
from privacy.services import erasures

from .conftest import NOON

NAMES = [step.name for step in steps.in_order()]
LATER = NOON + erasures.TO_THINK


class Crash(BaseException):
    """What no code expects: a worker that was killed."""


@pytest.fixture
def asked(member):
    Profile.objects.create(person=member, name="Ann")
    return erasures.ask(person_id=member.pk, now=NOON)


def crash(monkeypatch, name: str, *, after: bool) -> None:
    """Have one step crash before it does anything, or just before the journal says that it did."""
    step = next(step for step in steps.in_order() if step.name == name)

    def do(leaving):
        if after:
            step.do(leaving)
        raise Crash

    monkeypatch.setitem(steps._steps, name, steps.Step(name, step.order, do))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("name", NAMES)
def test_a_crash_at_any_step_is_made_good_by_the_next_round(asked, member, mailoutbox, monkeypatch, name, after):
    with monkeypatch.context() as broken:
        crash(broken, name, after=after)
        with pytest.raises(Crash):
            erasures.sweep(now=LATER)
        found = Erasure.objects.get()
        assert found.state == "WORKING"
        assert [line["step"] for line in found.journal] == NAMES[: NAMES.index(name)]
        assert Person.objects.filter(is_active=True).exists() == (name == NAMES[0]), "nobody comes in as them"

    erasures.sweep(now=LATER + timedelta(seconds=20))
    found = Erasure.objects.get()

    assert (found.state, [line["step"] for line in found.journal]) == ("DONE", NAMES)
    assert not Person.objects.exists()


def test_a_step_that_fails_for_one_harms_no_other(asked, member, come_in, monkeypatch):
    other = come_in().person
    erasures.ask(person_id=other.pk, now=NOON)
    first = steps.in_order()[0]

    def do(leaving):
        if member.pk in leaving.people:
            raise ValueError(member.email)
        first.do(leaving)

    monkeypatch.setitem(steps._steps, first.name, steps.Step(first.name, first.order, do))
    erasures.sweep(now=LATER)

    assert [*Person.objects.all()] == [member]
    assert sorted(Erasure.objects.values_list("state", flat=True)) == ["DONE", "WORKING"]
