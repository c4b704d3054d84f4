"""The guess of a program: an extra that orders the queue, and that nothing depends on."""

from types import SimpleNamespace

import pytest

from moderation import nudity
from moderation.models import Case, Decision
from tests.moderation.conftest import Talk, picture


@pytest.fixture
def says(monkeypatch):
    """Return a function that puts a program in the extra's place, which says the same of every picture."""

    def of(share):
        def classify(_jpeg):
            if isinstance(share, Exception):
                raise share
            return SimpleNamespace(nsfw=share)

        monkeypatch.setattr(nudity, "_classifier", lambda: SimpleNamespace(classify=classify))

    return of


def test_without_the_extra_there_is_no_guess(monkeypatch):
    monkeypatch.setattr(nudity, "_classifier", lambda: None)
    assert nudity.guess(b"") is None


def test_a_program_that_breaks_leaves_a_picture_without_a_guess(says):
    says(ValueError("no picture"))
    assert nudity.guess(b"") is None


@pytest.mark.usefixtures("cupboard", "redis_live")
@pytest.mark.parametrize(("share", "urgency"), [(0.97, 2), (0.2, 5)])
def test_a_case_with_such_a_picture_is_read_sooner_and_nothing_else_follows(ann, bob, says, share, urgency):
    says(share)
    Talk(ann, bob).complain("OTHER", frame=picture())

    assert Case.objects.get().urgency == urgency
    assert Case.objects.get().evidence.get(source="HANDED_IN").nudity == round(share * 100)
    assert not Decision.objects.exists()


@pytest.mark.usefixtures("cupboard", "redis_live")
def test_it_makes_no_case_less_urgent(ann, bob, says):
    says(0.97)
    Talk(ann, bob).complain("MINOR", frame=picture())

    assert Case.objects.get().urgency == 0
