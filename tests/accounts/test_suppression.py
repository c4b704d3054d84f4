"""Published numbers tell of nobody: reliability T49, P-27."""

from itertools import chain, permutations

from hypothesis import given
from hypothesis import strategies as st

from accounts import suppression
from accounts.suppression import LEAST, STEP

#: Around ten, where it matters, as well as anywhere.
SIZES = st.sampled_from([0, 1, 8, 9, 10, 11, 19, 20]) | st.integers(0, 60)
COUNTS = st.dictionaries(st.sampled_from("abcde"), SIZES, min_size=1)


def may_be_another(counts, cell, publish, *, strange=""):
    """Whether one more table of visits is published alike in which a cell holds another number.

    It has as many visits, for other tables may tell how many there are; where nothing at all is shown, about as many.
    A name may be unknown, where the table does not list all names.
    """
    counts = counts | ({strange: 0} if strange else {})
    swapped = (counts | {one: counts[two], two: counts[one]} for one, two in permutations(counts, 2))
    moved = (counts | {one: counts[one] - 1, two: counts[two] + 1} for one, two in permutations(counts, 2))
    changed = (counts | {one: counts[one] + more} for one in counts for more in (-1, 1))
    tables = chain(swapped, moved, changed if suppression.hidden(counts) == set(counts) else ())
    return any(
        min(table.values()) >= 0
        and table[cell] != counts[cell]
        and publish(table) == publish(counts)
        and about(table) == about(counts)
        for table in tables
    )


def about(counts):
    total = sum(counts.values())
    return suppression.rounded(total) if total >= LEAST else None


@given(COUNTS)
def test_no_hidden_cell_of_a_table_can_be_worked_out_by_who_knows_the_exact_total(counts):
    for cell in suppression.hidden(counts):
        assert may_be_another(counts, cell, suppression.cells)


@given(COUNTS)
def test_no_small_cell_of_a_ranking_can_be_worked_out_by_who_knows_the_exact_total(counts):
    for cell in (name for name, count in counts.items() if count < LEAST):
        assert may_be_another(counts, cell, suppression.ranking, strange="elsewhere")


@given(st.lists(SIZES, min_size=3, max_size=3))
def test_no_small_step_of_a_funnel_can_be_worked_out_by_who_knows_the_exact_total(ended):
    counts = dict(zip(("landed", "entered", "talked"), ended, strict=True))
    for cell in (name for name, count in counts.items() if count < LEAST):
        assert may_be_another(counts, cell, suppression.steps)


@given(COUNTS)
def test_nothing_below_ten_is_shown_and_everything_shown_is_a_multiple_of_five(counts):
    shown = suppression.cells(counts)
    listed = {row.name: row.count for row in suppression.ranking(counts)}

    for name, count in counts.items():
        assert shown[name] is None or (count >= LEAST and shown[name] % STEP == 0 and abs(shown[name] - count) <= 2)
        assert listed.get(name) is None or count >= LEAST


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_shown_only_beside_a_rest_that_may_be_shown(part, rest):
    assert (suppression.pair(part + rest, part) is not None) == (part >= LEAST and rest >= LEAST)


def test_a_single_small_cell_takes_the_smallest_other_along():
    assert suppression.cells({"a": 3, "b": 48, "c": 21}) == {"a": None, "b": 50, "c": None}


def test_a_ranking_names_ten_and_puts_the_rest_together():
    rows = suppression.ranking({f"c{number:02}": 20 + 10 * number for number in range(12)})

    assert [row.name for row in rows] == [*(f"c{number:02}" for number in range(11, 1, -1)), ""]
    assert rows[-1].count == 50
