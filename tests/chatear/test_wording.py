"""A translation that would show a hole, another number or broken HTML is told."""

import polib
import pytest
from django.conf import settings

from chatear.wording import FORMS, faults, wrong_forms


def entry(source: str, words: str, **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=source, msgstr=words, **more)


def counted(*forms: str) -> polib.POEntry:
    return polib.POEntry(
        msgid="%(count)d person in %(place)s",
        msgid_plural="%(count)d people in %(place)s",
        msgstr_plural=dict(enumerate(forms)),
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Hello", "Hallo"),
        ("%(count)d of %(all)s", "von %(all)s sind es %(count)d"),
        ('Read <a href="%(link)s">this</a> <b>now</b>.', '<b>Jetzt</b> <a href="%(link)s">dies</a> lesen.'),
        ("You: ", "Du: "),
    ],
)
def test_a_translation_that_holds_the_same_is_right(source: str, words: str) -> None:
    assert list(faults(entry(source, words), "de")) == []


@pytest.mark.parametrize(
    ("source", "words", "fault"),
    [
        ("Hello", "", "untranslated"),
        ("In %(seconds)s s", "In %(second)s s", "other placeholders"),
        ("In %(seconds)s s", "Gleich", "other placeholders"),
        ("{name} and {other}", "{name}", "other placeholders"),
        ("Read <b>this</b>.", "Lies <b>das.", "other HTML tags"),
        ('A <a href="/x/" target="_blank">link</a>', 'Ein <a href="/x/">Link</a>', "other HTML tags"),
        ("You: ", "Du:", "another end"),
    ],
)
def test_a_translation_that_holds_something_else_is_told(source: str, words: str, fault: str) -> None:
    assert list(faults(entry(source, words), "de")) == [fault]


def test_a_guess_of_the_tools_is_doubtful() -> None:
    assert list(faults(entry("Hello", "Hallo", flags=["fuzzy"]), "de")) == ["doubtful"]


def test_every_plural_form_of_a_language_is_wanted() -> None:
    assert list(faults(counted("%(count)d Person in %(place)s", "%(count)d Personen in %(place)s"), "de")) == []
    assert list(faults(counted("%(count)d Person in %(place)s"), "de")) == ["a plural form is missing"]
    # Arabic has words for none, one and two; from three on the number stands.
    words, number = "شخص في %(place)s", "%(count)d شخص في %(place)s"
    assert list(faults(counted(words, words, words, number, number, number), "ar")) == []
    assert list(faults(counted(words, words, words, words, number, number), "ar")) == ["other placeholders"]
    assert list(faults(counted(*["شخص"] * 3, number, number, number), "ar")) == ["other placeholders"] * 3


def test_a_catalogue_counts_as_its_language_does() -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {"Plural-Forms": "nplurals=2; plural=(n != 1);"}

    assert list(wrong_forms(catalogue, "de")) == []
    assert len(list(wrong_forms(catalogue, "ar"))) == 1


def test_every_language_of_the_site_has_its_number_of_forms() -> None:
    assert {code for code, _ in settings.LANGUAGES} == {*FORMS, settings.LANGUAGE_CODE}
