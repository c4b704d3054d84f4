"""What a version changed: shown word by word (promise: SCO-3)."""

from datetime import date

import pytest

from privacy import policy
from privacy.policy.comparing import compare
from privacy.policy.reading import NotUnderstood, pages_of

OLD = """
# policy: Policy
## One
[SCO-1] We keep nothing.
[SCO-2] You come in after a yes.
[SCO-3] This goes.
# gone: Gone
## One
[RGT-1] Words.
"""
NEW = """
# policy: Policy
## One
[SCO-1] We keep nothing.
[SCO-2] You come in after a clear yes of {name}, [see there](changes).
- [INT-1] {name} came.
# fresh: Fresh
## One
[RGT-2] Words.
"""


def compared(old, new):
    old, new = ({name: list(page.paragraphs()) for name, page in pages_of(text).items()} for text in (old, new))
    return {page.name: page for page in compare(old, new)}


def test_words_that_came_and_went_are_told_apart_from_those_that_stayed():
    lines = [[(piece.how, piece.words) for piece in line.pieces] for line in compared(OLD, NEW)["policy"].lines]

    assert lines == [
        [
            ("same", "You come in after a"),
            ("removed", "yes."),
            ("added", "clear yes of {name}, see there."),
        ],
        [("added", "{name} came.")],
        [("removed", "This goes.")],
    ]


def test_pages_come_and_go():
    pages = compared(OLD, NEW)

    assert (pages["fresh"].is_new, pages["gone"].is_gone, pages["policy"].is_new) == (True, True, False)


def test_what_stays_is_left_out():
    assert compared(OLD, OLD) == {}


@pytest.mark.parametrize("line", ["words alone", "[SCO-1]", "[sco-1] words", "[SCO-1 ?] words", "- words"])
def test_a_line_that_says_no_promises_is_not_taken_for_one(line):
    with pytest.raises(NotUnderstood):
        pages_of(f"# policy: Policy\n## One\n{line}\n")


def test_a_paragraph_may_depend_on_what_a_site_has():
    first, second = pages_of("# a: A\n## B\n[COO-2 ?analytics] Used.\n[COO-2 !analytics] Not.\n")["a"].paragraphs()

    assert (first.holds(frozenset({"analytics"})), first.holds(frozenset())) == (True, False)
    assert (second.holds(frozenset({"analytics"})), second.holds(frozenset())) == (False, True)


def test_the_first_version_changed_nothing():
    first = policy.changes("en")[-1]

    assert (first.version.number, first.is_first, first.pages) == ("1", True, ())


def test_a_language_that_lacks_a_version_is_not_compared_with_another_language(monkeypatch, tmp_path):
    for name, text in (("1/nl", OLD), ("1/en", OLD), ("2/en", NEW)):
        (tmp_path / name).with_suffix(".md").parent.mkdir(exist_ok=True)
        (tmp_path / name).with_suffix(".md").write_text(text)
    monkeypatch.setattr(policy, "WORDS", tmp_path)
    monkeypatch.setattr(policy, "VERSIONS", tuple(policy.Version(n, date(2030, 1, 1)) for n in ("1", "2")))
    policy.changes.cache_clear()
    latest, first = policy.changes("nl")

    assert (latest.language, first.language) == ("en", "nl")
    policy.changes.cache_clear()


@pytest.mark.django_db
def test_the_page_shows_what_came_and_what_went(client):
    page = client.get("/en/policy/changes/").content.decode()

    assert "<ins>later, and we can&#x27;t bring them back.</ins>" in page
    assert "<del>later.</del>" in page
    assert page.index("Version 2") < page.index("Version 1")
    assert 'href="/en/policy/2/canada/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "first"), [("nl", "eerste"), ("en", "first"), ("es", "primera")])
def test_the_first_version_says_that_it_is(client, language, first):
    assert first in client.get(f"/{language}/policy/changes/").content.decode()
