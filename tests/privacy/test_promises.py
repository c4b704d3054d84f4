"""Every promise stands on a page and is proved by a test that says so (promise: SCO-3; P-30)."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from privacy import policy

TESTS = Path(settings.BASE_DIR) / "tests"
CITED = re.compile(r"\bpromises?: ((?:[A-Z]{3}-\d+|P-\d\d|reliability|[;,]| |and|to|\n)+)")
PROMISE, INVARIANT = re.compile(r"\b[A-Z]{3}-\d+\b"), re.compile(r"\bP-\d\d\b")
#: What nothing proves yet, because it is not built yet. Whoever builds it proves it, and takes it off this list.
LATER = {
    "DIS-2": "payments",
}
ENGLISH = policy.pages(policy.current(), "en")


def proofs():
    """Yield the text of each file that holds tests, but for this one: it proves that others do."""
    for path in [*TESTS.rglob("test_*.py"), *TESTS.rglob("*.test.js")]:
        text = path.read_text(encoding="utf-8")
        if path != Path(__file__) and (path.suffix == ".js" or _has_tests(text)):
            yield path, text


def _listed(ids):
    """Return ids as cases; those of `LATER` must fail, so that nobody forgets to take one off the list."""
    return [
        pytest.param(one, marks=pytest.mark.xfail(strict=True, reason=LATER[one])) if one in LATER else one
        for one in ids
    ]


def _has_tests(text):
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
        for node in ast.walk(ast.parse(text))
    )


def promises_in(text):
    """Return the promises that a file says it proves; `DAT-1 to DAT-13` are all of them."""
    found = set()
    for said in CITED.findall(text):
        found |= set(PROMISE.findall(said))
        for family, first, last in re.findall(r"([A-Z]{3})-(\d+) to \1-(\d+)", said):
            found |= {f"{family}-{number}" for number in range(int(first), int(last) + 1)}
    return found


PROVED = set().union(*(promises_in(text) for _, text in proofs()))
HELD = set().union(*(INVARIANT.findall(text) for _, text in proofs()))
SAID = {promise for page in ENGLISH.values() for words in page.paragraphs() for promise in words.promises}


@pytest.mark.parametrize("promise", policy.PROMISES)
def test_a_promise_stands_on_a_page(promise):
    assert promise in SAID, f"{promise} ({policy.PROMISES[promise]}) is in no paragraph of privacy/policy/words"


@pytest.mark.parametrize("promise", _listed(policy.PROMISES))
def test_a_promise_is_proved_by_a_test_that_cites_it(promise):
    assert promise in PROVED, f"{promise} ({policy.PROMISES[promise]}) is cited by no test: `promise: {promise}`"


@pytest.mark.parametrize("invariant", _listed(policy.INVARIANTS))
def test_an_invariant_is_proved_by_a_test_that_cites_it(invariant):
    assert invariant in HELD, f"{invariant} ({policy.INVARIANTS[invariant]}) is cited by no test"


def test_no_page_promises_what_is_on_no_list():
    assert SAID - set(policy.PROMISES) == set()


def test_no_test_cites_what_is_on_no_list():
    unknown = {path.name: promises_in(text) - set(policy.PROMISES) for path, text in proofs()}

    assert {name: ids for name, ids in unknown.items() if ids} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# promise: RET-3", {"RET-3"}),
        ('"""Words (promises: COO-1, COO-5; P-23)."""', {"COO-1", "COO-5"}),
        ("promise: RET-1, DAT-1 to DAT-3", {"RET-1", "DAT-1", "DAT-2", "DAT-3"}),
        ("the promise RET-9 is only spoken of", set()),
    ],
)
def test_citations_are_read_as_they_are_written(text, found):
    assert promises_in(text) == found
