"""What a translation must hold, told without knowing its language: words, placeholders, tags, plurals. Pure."""

import re
from collections.abc import Iterator
from typing import Final

import polib

#: The number of plural forms of each language, as Django counts them too.
FORMS: Final = {"ar": 6, "de": 2, "es": 2, "fr": 2, "nl": 2, "pt": 2}
#: Forms that stand for one number alone, which words may then say: none, one, two.
SAYS_ITS_NUMBER: Final = {"ar": (0, 1, 2), "de": (0,), "es": (0,), "fr": (0,), "nl": (0,), "pt": (0,)}
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
TAG: Final = re.compile(r"</?[a-z][^>]*>")


def faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    """Yield what is wrong with one translation, each in a word or two."""
    if entry.fuzzy:
        yield "doubtful"
    elif not entry.translated():
        yield "untranslated"
    else:
        for number, (source, words) in _pairs(entry, language):
            yield from _differences(source, words, may_say_number=number in SAYS_ITS_NUMBER[language])


def wrong_forms(catalogue: polib.POFile, language: str) -> Iterator[str]:
    """Yield a fault if a catalogue counts its plurals otherwise than its language does."""
    rule = catalogue.metadata.get("Plural-Forms", "")
    if not rule.startswith(f"nplurals={FORMS[language]};"):
        yield f"counts its plurals otherwise: {rule!r}"


def _pairs(entry: polib.POEntry, language: str) -> Iterator[tuple[int | None, tuple[str, str]]]:
    """Yield each text with its words; with a plural, each form's number too."""
    if not entry.msgid_plural:
        yield None, (entry.msgid, entry.msgstr)
        return
    forms: dict[int, str] = entry.msgstr_plural
    for number in range(FORMS[language]):
        yield number, (entry.msgid_plural, forms.get(number, ""))


def _differences(source: str, words: str, *, may_say_number: bool) -> Iterator[str]:
    if not words.strip():
        yield "a plural form is missing"
        return
    wanted, found = (sorted(PLACEHOLDER.findall(text)) for text in (source, words))
    spoken = may_say_number and len(wanted) == len(found) + 1 and set(found) <= set(wanted)
    if wanted != found and not spoken:
        yield "other placeholders"
    if sorted(TAG.findall(source)) != sorted(TAG.findall(words)):
        yield "other HTML tags"
    if source.endswith(" ") != words.endswith((" ", "\u00a0")):
        yield "another end"
