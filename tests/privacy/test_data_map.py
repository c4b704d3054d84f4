"""Staff's map of what is held says what the inventory says: promise: RET-1."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest

from accounts.models import Person
from privacy import catalogue, drawing
from tests.staffed import on_duty

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MAP = "/admin/data-map/"


@pytest.fixture
def staff(client):
    on_duty(client, Person.objects.create(email="ann@chatear.example", member_since=NOW, is_staff=True))
    return client


def test_everything_that_is_declared_is_on_it(staff):
    page = staff.get(MAP).content.decode()

    for holding in catalogue.holdings():
        assert f"<code>{holding.place}</code>" in page
    drawn = ET.fromstring(page[page.index('<svg class="data-map"') :].partition("</svg>")[0] + "</svg>")
    shown = [words.text for words in drawn.iter("text")]
    assert shown.count("table:accounts.Profile") == 1
    assert len(shown) > len([held for held in catalogue.holdings() if held.category != "NONE"])


def test_only_staff_sees_it(client):
    client.force_login(Person.objects.create(email="eve@chatear.example", member_since=NOW))

    assert client.get(MAP)["Location"].startswith("/admin/login/")


def test_each_place_is_led_to_and_leads_on():
    rows = [("profile", "Person", "a day"), ("profile", "Profile", "a year"), ("usage", "Visit", "a day")]
    drawn = ET.fromstring(drawing.data_map("All", rows))

    assert len(drawn.findall("path")) == 6
    assert [words.text for words in drawn.findall("text")] == [
        *("profile", "usage"),
        *("Person", "Profile", "Visit"),
        *("a day", "a year"),
    ]


@pytest.mark.parametrize("draw", [drawing.bars, drawing.data_map], ids=lambda draw: draw.__name__)
def test_words_in_a_picture_are_words(draw):
    attack = '"/><script>alert(1)</script>'
    rows = [(attack, 1)] if draw is drawing.bars else [(attack, attack, attack)]
    drawn = ET.fromstring(draw(attack, rows))

    assert {piece.tag for piece in drawn.iter()} <= {"svg", "path", "rect", "text", "title"}


def test_a_plot_of_nothing_and_of_zeros_is_drawn():
    assert ET.fromstring(drawing.bars("None", [])) is not None
    assert len(ET.fromstring(drawing.bars("Zeros", [("a", 0), ("b", 0)])).findall("rect")) == 2
