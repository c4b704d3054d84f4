"""Nothing is said but through a translation, also in mails, errors and scripts that no other test happens to show."""

import re
from pathlib import Path

import pytest

from chatear.services.places import PROJECT
from tests.pages import LATIN, NAMES

TEMPLATES = sorted(path for path in (PROJECT / "templates").rglob("*.*") if path.suffix in {".html", ".txt"})
#: What says nothing, or says it through a translation; each goes before the next is looked for.
SILENT = [
    r"\{#.*?#\}",
    r"(?s)\{% comment %\}.*?\{% endcomment %\}",
    r"(?s)\{% blocktrans(?:late)?\b.*?\{% endblocktrans(?:late)? %\}",
    r"\{% block \w+_class %\}.*?\{% endblock %\}",
    r"\{%.*?%\}|\{\{.*?\}\}",
    r"(?s)<(script|style|code|kbd)\b.*?</\1>|<!--.*?-->|<!doctype html>|&\w+;",
]
ATTRIBUTE = re.compile(r"""\b(?:alt|aria-label|placeholder|title|label)="([^"]*)\"""")
TAG = re.compile(r"<[^>]*>")


def hard_words(template: str) -> set[str]:
    """Return the words of a template that would be the same in every language."""
    for pattern in SILENT:
        template = re.sub(pattern, " ", template)
    texts = [*ATTRIBUTE.findall(template), TAG.sub(" ", template)]
    return {word for text in texts for word in LATIN.findall(text)} - NAMES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PROJECT / "templates")))
def test_a_template_says_nothing_that_cannot_be_translated(path: Path) -> None:
    assert hard_words(path.read_text()) == set()


def test_a_word_that_is_written_into_a_template_is_found() -> None:
    template = """
        {% load i18n %}{# a note #}<p title="Hello">{% translate "Good" %} day, {{ name }}</p>
        {% blocktranslate %}You are {{ age }}.{% endblocktranslate %}
        <code>this</code><b aria-label="{% translate "x" %}">!</b>{% block body_class %}chat{% endblock %}
    """

    assert hard_words(template) == {"Hello", "day"}


SCRIPTS = sorted((PROJECT / "static" / "js").rglob("*.js"))
COMMENT = re.compile(r"/\*(?s:.*?)\*/|(?<!:)//[^\n]*")
#: What looks like a sentence: a capital, and three words or more.
SENTENCE = re.compile(
    r"""(\w+)\((["'`])([A-Z][^"'`\n]*? [a-z][^"'`\n]*? [^"'`\n]*)\2|(["'`])([A-Z]\w* [a-z]+ [^"'`\n]*)\4"""
)
#: For people who read code, not for those who read pages.
FOR_US = frozenset({"gettext", "ngettext", "pgettext", "Error", "TypeError", "RangeError"})


def hard_sentences(script: str) -> set[str]:
    """Return the sentences of a script that would be the same in every language."""
    found = SENTENCE.findall(COMMENT.sub("", script))
    said = {words for called, _, words, _, _ in found if called and called not in FOR_US}
    return said | {words for called, _, _, _, words in found if not called}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_nothing_that_cannot_be_translated(path: Path) -> None:
    asked = re.sub(r"n?gettext\([^)]*\)", "", COMMENT.sub("", path.read_text()))

    assert hard_sentences(asked) == set()


def test_a_sentence_that_is_written_into_a_script_is_found() -> None:
    script = """
        // Say it so that all can hear.
        line.textContent = "You are connected now.";
        say(gettext("Say hello to them."), 'x'); throw new TypeError("The page has no word");
        announce("Nobody is here yet.");
    """

    assert hard_sentences(script) == {"You are connected now.", "Nobody is here yet."}
