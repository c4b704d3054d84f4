"""No time that is stored tells who met whom (P-03; promise: RET-7): partners' times lie no nearer than anybody's.

For each column of time in a table about people, and each two people, how near their times are; then how often two
partners are nearer than two others (the area under the curve: 0.5 is chance). Few pairs scatter, so the limit is 0.55
and what chance adds. A table that noted each meeting must be found, or the test proves nothing.
"""

import itertools
import math
import random
from bisect import bisect_left, bisect_right

import pytest

from tests.faults.crowd import Crowd
from tests.faults.house import House
from tests.faults.sinks import execute

pytestmark = [pytest.mark.faults, pytest.mark.timeout(170)]

PEOPLE, ROUNDS = 20, 4
COLUMNS = """
    SELECT c.table_name, c.column_name, CASE c.table_name WHEN 'accounts_person' THEN 'id' ELSE 'person_id' END
    FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.data_type IN ('timestamp with time zone', 'date')
    AND (c.table_name = 'accounts_person' OR EXISTS (
        SELECT 1 FROM information_schema.columns p WHERE p.table_name = c.table_name AND p.column_name = 'person_id'))
"""


async def test_no_time_tells_who_met_whom(crowd: Crowd, house: House) -> None:
    everybody = await crowd.come(PEOPLE)
    for _ in range(ROUNDS):
        for chatter in everybody:
            chatter.stop()
        await crowd.becomes(lambda: not any(chatter.meeting for chatter in everybody), within=5)
        # In another order each time: when somebody came must not say when they search.
        for chatter in random.sample(everybody, len(everybody)):
            chatter.seek()
        await crowd.becomes(crowd.is_settled, within=20)
    ids = [chatter.guest.person for chatter in everybody]
    partners = {
        frozenset((one.guest.person, other.guest.person))
        for one, other in itertools.combinations(everybody, 2)
        if one.meetings.keys() & other.meetings.keys()
    }
    note_meetings(house.database, partners)

    found = {f"{table}.{column}": linked(house.database, table, column, key, ids, partners)
             for table, column, key in execute(house.database, COLUMNS)}  # fmt: skip
    execute(house.database, "DROP TABLE planted_meeting")

    assert len(partners) > PEOPLE
    assert "accounts_person.joined_at" in found
    assert found.pop("planted_meeting.met_at") > 0.6, "the test is blind"
    assert {name: area for name, area in found.items() if area > limit(len(partners))} == {}


def note_meetings(database: str, partners: set[frozenset[str]]) -> None:
    """Note each meeting twice, once for each of the two, as nobody may."""
    execute(database, "CREATE TABLE planted_meeting (person_id uuid, met_at timestamptz)")
    for number, pair in enumerate(partners):
        for person in pair:
            execute(database, "INSERT INTO planted_meeting VALUES (%s, now() + %s * interval '1 s')", (person, number))


def linked(database: str, table: str, column: str, key: str, ids: list[str], partners: set[frozenset[str]]) -> float:
    """Return how often two partners' times lie nearer than two others'; half where there are none."""
    times: dict[str, list[float]] = {}
    rows = execute(database, f'SELECT "{key}"::text, extract(epoch FROM "{column}") FROM "{table}"')
    for person, moment in rows:
        if person in ids and moment is not None:
            times.setdefault(person, []).append(float(moment))
    near: dict[bool, list[float]] = {True: [], False: []}
    for one, other in itertools.combinations(times, 2):
        gap = min(abs(a - b) for a in times[one] for b in times[other])
        near[frozenset((one, other)) in partners].append(gap)
    return area(near[True], sorted(near[False]))


def area(partners: list[float], others: list[float]) -> float:
    """Return the chance that a gap of partners is smaller than one of others; equal ones count half."""
    if not partners or not others:
        return 0.5
    smaller = sum(2 * len(others) - bisect_left(others, gap) - bisect_right(others, gap) for gap in partners)
    return smaller / (2 * len(partners) * len(others))


def limit(pairs: int) -> float:
    """Return what chance alone nearly never reaches with so few pairs."""
    others = PEOPLE * (PEOPLE - 1) // 2 - pairs
    return 0.55 + 3 * math.sqrt((pairs + others + 1) / (12 * pairs * others))


def test_the_area_is_that_of_the_curve():
    assert area([1, 2], [3, 4]) == 1
    assert area([3, 4], [1, 2]) == 0
    assert area([1, 1], [1, 1]) == 0.5
