"""What somebody's copy holds of complaints they made and of the scores about them (promise: RGT-4; P-10, P-15)."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils.translation import override
from jsonschema import Draft202012Validator, FormatChecker

from chatear import redis as servers
from moderation.models import Case
from moderation.services import decisions
from moderation.services.decisions import Made
from privacy import export
from tests.moderation.conftest import NOON, Talk

pytestmark = pytest.mark.usefixtures("cupboard", "redis_live")


@pytest.fixture
def complained(ann, bob):
    """Return a complaint of Ann's about Bob, of which each has words of their own."""
    talk = Talk(ann, bob).say(bob, "sentinel of bob").say(ann, "sentinel of ann")
    return talk.complain("HATE", note="<b>He said it twice.</b>")


def data_of(person, now=NOON, language="en"):
    out = BytesIO()
    with override(language):
        export.write_data(write=out.write, person=person, language=language, files=[], now=now, seen=lambda *_: None)
    return json.loads(out.getvalue())


def page_of(person, language="en"):
    with override(language):
        found = [export.found_of(listing, person_id=person.pk, now=NOON) for listing in export.listings()]
        return export.page(kept=export.Kept(), sections=[], files=[], figures=[], now=NOON, found=found)


def rows(person, name, **how):
    return data_of(person, **how)["listings"][name]["rows"]


@pytest.mark.usefixtures("complained")
def test_whoever_complained_takes_it_along_and_the_other_side_does_not(ann, bob):
    (row,) = rows(ann, "complaints_by_you")

    assert row == {
        "filed_on": "2026-11-23",
        "reason": "HATE",
        "note": "<b>He said it twice.</b>",
        "wrote": ["sentinel of ann"],
        "outcome": "WAITS",
        "decided_on": None,
        "contest": "",
    }
    assert rows(bob, "complaints_by_you") == []


@pytest.mark.usefixtures("complained")
def test_nothing_of_the_other_side_is_in_either_copy(ann, bob):
    of_ann, of_bob = json.dumps(data_of(ann)), json.dumps(data_of(bob))

    for hidden in ("sentinel of bob", str(bob.pk), Case.objects.get().number):
        assert hidden not in of_ann
    for hidden in ("sentinel of ann", "He said it twice", str(ann.pk)):
        assert hidden not in of_bob


@pytest.mark.usefixtures("complained")
def test_the_outcome_is_in_it_and_after_some_weeks_nothing_is_theirs(ann, staff):
    decisions.decide(case_id=Case.objects.get().pk, by=staff(), made=Made(kind="DISMISSED"), now=NOON)

    assert rows(ann, "complaints_by_you")[0]["outcome"] == "DISMISSED"
    assert rows(ann, "complaints_by_you", now=NOON + timedelta(weeks=10)) == []


@pytest.mark.usefixtures("complained")
def test_the_page_has_it_as_text_in_the_language_of_its_reader(ann):
    english = page_of(ann)

    assert "Complaints that you made" in english
    assert "Hate" in english or "hate" in english
    assert "&lt;b&gt;He said it twice.&lt;/b&gt;" in english
    assert "<b>He" not in english


def test_a_listing_without_rows_is_named_as_empty(ann):
    page = page_of(ann)

    assert page.count("Complaints that you made") == 1
    assert page.index("Nothing is held here") < page.index("Complaints that you made")


def test_scores_come_with_what_they_mean(bob):
    servers.live().hset(f"behaviour:{bob.pk}", mapping={"at": 0, "chats": 4, "left_fast": 1, "seconds": 80})
    found = {row["signal"]: row for row in rows(bob, "scores")}

    assert found["left_fast_share"] == {
        "signal": "left_fast_share",
        "meaning": "Of them left at once by the other, %",
        "value": 25.0,
    }
    assert found["mean_seconds"]["value"] == 20.0


@pytest.mark.usefixtures("complained")
def test_it_is_what_the_published_schema_says(ann, bob):
    servers.live().hset(f"behaviour:{ann.pk}", mapping={"at": 0, "chats": 4})
    schema = export.export_schema()
    Draft202012Validator.check_schema(schema)

    for person in (ann, bob):
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(data_of(person))


@pytest.mark.usefixtures("complained")
def test_a_column_too_many_is_found_by_the_schema(ann):
    found = data_of(ann)
    found["listings"]["complaints_by_you"]["rows"][0]["about"] = "somebody"

    assert not Draft202012Validator(export.export_schema()).is_valid(found)
