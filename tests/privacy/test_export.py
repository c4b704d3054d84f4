"""What somebody is handed is all that is held about them, and nothing of anybody else: P-10, P-15; promise: RGT-4."""

import json
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from uuid import UUID

import pytest
from django.db import connection
from django.utils.translation import override
from jsonschema import Draft202012Validator, FormatChecker

from accounts.models import Person, SocialItem
from privacy import export
from privacy.catalogue import tables
from privacy.inventory import LINKED, Whose
from tests.privacy.sentinels import Somebody, open_the_tables, plain_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LABELS = [section.label for section in export.sections()]


@pytest.fixture
def people(db):
    """Return two people who have something in every column."""
    open_the_tables()
    return Somebody(1), Somebody(2)


@pytest.fixture
def member(db):
    return Person.objects.create(email="ann@chatear.example", member_since=NOW, gender="F", language="nl")


def data_of(person, language="en"):
    """Return an export as text."""
    out = BytesIO()
    with override(language):
        export.write_data(write=out.write, person=person, language=language, files=[], now=NOW, seen=lambda *_: None)
    return out.getvalue().decode()


@pytest.fixture
def ann(people):
    return people[0]


@pytest.fixture
def text(ann):
    return data_of(ann.person)


def page_of(person):
    """Return the page that people read, as text without its marks."""
    kept = export.Kept()
    with override("en"):
        write = BytesIO().write
        export.write_data(write=write, person=person, language="en", files=[], now=NOW, seen=kept.see)
        return unescape(export.page(kept=kept, sections=export.sections(), files=[], figures=[], now=NOW))


def test_each_exported_text_and_number_is_on_the_page_that_people_read(ann):
    page = page_of(ann.person)
    for section in export.sections():
        for column in section.columns:
            value = ann.rows[section.label][column.name]
            is_shown = isinstance(value, str | int | UUID) and not isinstance(value, bool)
            if is_shown and section.holding.parts[column.name] is not LINKED:
                assert f"<bdi>{value}</bdi>" in page, f"{section.label}.{column.name}"


def test_nothing_of_anybody_else_is_on_the_page(people):
    page = page_of(people[0].person)
    theirs = [value for row in people[1].rows.values() for value in row.values() if isinstance(value, str | UUID)]

    assert theirs
    assert [value for value in theirs if str(value) in page] == []


def test_each_table_about_somebody_is_in_it():
    about = {label for label, holding in tables().items() if holding.whose is not Whose.NOBODY}

    assert set(LABELS) == about


def test_each_exported_value_is_in_it_once_and_each_withheld_one_never(ann, text):
    found = json.loads(text)["tables"]
    for section in export.sections():
        label = section.label
        assert len(found[label]["rows"]) == 1, label
        row = found[label]["rows"][0]
        given = {name for name, part in tables()[label].parts.items() if not part.withheld}
        assert row == {name: ann.sentinel_of(label, name) for name in given}, label
        for name, value in ann.rows[label].items():
            if name not in ann.links(label) and not isinstance(value, bool):
                assert text.count(written(value)) == times(section, name), f"{label}.{name}"


def written(value):
    """Return what to look for of a value."""
    return json.dumps(plain_of(value), ensure_ascii=False)


def times(section, name):
    """Return how often a value is to be in the text: not at all where its column is left out.

    What other rows lead to their person by stands in those as well.
    """
    if section.holding.parts[name].withheld:
        return 0
    return 1 + sum(leads_to(column, other, section, name) for other in export.sections() for column in other.columns)


def leads_to(column, other, section, name):
    """Whether a column of another table holds this one's value, to lead to the person."""
    if section.model is Person and name == "email":
        return column.name == other.holding.address
    is_first = column.name == other.holding.owner.partition("__")[0]
    if section.model is Person and name == "id" and is_first and not column.field.is_relation:
        return True  # their number, without a link
    return is_first and column.field.is_relation and column.field.target_field is section.model._meta.get_field(name)


def test_nothing_of_anybody_else_is_in_it(people, text):
    other = people[1]
    for label, row in other.rows.items():
        for name, value in row.items():
            if not isinstance(value, bool):
                assert written(value) not in text, f"{label}.{name}"


def test_what_is_left_out_is_named_with_its_reason(text):
    found = json.loads(text)["tables"]
    for section in export.sections():
        assert set(found[section.label]["withheld"]) == {
            name for name, part in section.holding.parts.items() if part.withheld
        }
        assert all(found[section.label]["withheld"].values())


def test_it_is_what_the_published_schema_says(ann, text):
    schema = export.export_schema()
    Draft202012Validator.check_schema(schema)
    found = json.loads(text)
    # A sentinel is no code of ours, and longer than any.
    for table in schema["properties"]["tables"]["properties"].values():
        for column in table["properties"]["rows"]["items"]["properties"].values():
            column.pop("enum", None)

    Draft202012Validator(schema, format_checker=FormatChecker()).validate(found)
    assert found["schema"] == schema["version"]


def test_a_real_export_is_what_the_schema_says_codes_and_all(member):
    found = json.loads(data_of(member, "ar"))

    Draft202012Validator(export.export_schema(), format_checker=FormatChecker()).validate(found)
    assert found["tables"]["accounts.Person"]["rows"][0]["email"] == member.email


def test_the_same_rows_are_written_the_same(ann, text):
    assert data_of(ann.person) == text


def test_another_service_can_read_every_value_back(ann, text):
    """P-15: what is written is what was held, nothing of it rounded or cut."""
    found = json.loads(text)["tables"]
    for section in export.sections():
        row = found[section.label]["rows"][0]
        for column in section.columns:
            kind = column.field.target_field if column.field.is_relation else column.field
            assert kind.to_python(row[column.name]) == ann.rows[section.label][column.name], (
                f"{section.label}.{column.name}"
            )


def test_a_row_too_many_is_found_by_the_schema(member):
    found = json.loads(data_of(member))
    found["tables"]["accounts.Person"]["rows"][0]["shoe_size"] = 44

    assert not Draft202012Validator(export.export_schema()).is_valid(found)


def test_ten_thousand_rows_take_a_query_a_chunk(member, django_assert_max_num_queries):
    SocialItem.objects.bulk_create(
        SocialItem(person=member, provider="facebook", item=f"item{number}", value="x", came_at=NOW)
        for number in range(10_000)
    )
    with django_assert_max_num_queries(len(LABELS) + 5):
        found = json.loads(data_of(member))

    assert len(found["tables"]["accounts.SocialItem"]["rows"]) == 10_000
    assert connection.vendor == "postgresql"
