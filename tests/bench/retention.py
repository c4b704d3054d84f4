"""`retention_1000000` and `retention_lock`: a million visits go by their rule, while somebody else wants them.

Beside the rows a second, one bare DELETE of as many rows. Beside the longest time in ms that the other one waits for a
row of the batch at hand, which is the longest that a batch locks its rows: the same with nobody else there. In a
process of its own, with Django on a database of its own; each visit has one page, which goes along.
"""

import contextlib
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg2

from tests.bench.figures import Figure, beside
from tests.stack import STACK

ROWS = 1_000_000
ALONE = 2  # seconds without retention
PAUSE = 0.002  # seconds between two locks
FILL = """
INSERT INTO accounts_visit (began_at, last_at, country, region, browser, system, language, referrer, is_return,
                            has_talked, address_hash)
SELECT t, t, 'NL', 'Noord-Holland', 'Firefox 153', 'Android 16', 'nl', '', false, false, md5(n::text)
FROM generate_series(1, %s) AS n, LATERAL (SELECT now() - interval '400 days' - n * interval '1 second') AS at(t);
INSERT INTO accounts_pageview (visit_id, page, at, seconds)
SELECT id, 'matching:chat', began_at, 9 FROM accounts_visit;
ANALYZE accounts_visit, accounts_pageview;
"""
BARE = "DELETE FROM accounts_pageview; DELETE FROM accounts_visit"


def figures() -> Iterator[Figure]:
    """Measure both in another process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.retention"], check=True, stdout=subprocess.PIPE, text=True
    )
    yield from (Figure(**json.loads(line)) for line in done.stdout.splitlines())


def main() -> None:
    """Print both figures."""
    STACK.start()
    try:
        os.environ["DATABASE_URL"] = STACK.fresh_database()
        import django  # noqa: PLC0415 - once the address of the database is known

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        for figure in measure():
            print(figure, flush=True)
    finally:
        STACK.stop()


def measure() -> Iterator[Figure]:
    """Delete as many rows bare, and by the rule."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from privacy import retention  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(FILL, [ROWS])
        bare = seconds_of(lambda: cursor.execute(BARE))
        cursor.execute("VACUUM accounts_visit, accounts_pageview")
        cursor.execute(FILL, [ROWS])
    alone = Needer()
    alone.process.join(timeout=ALONE)
    idle, needer = alone.end(), Needer()
    try:
        ours = seconds_of(lambda: deleted(retention.run(name="old-visits", now=timezone.now())))
    finally:
        waits = needer.end()
    yield beside("retention_1000000", "rows/s", values=[ROWS / ours], floors=[ROWS / bare])
    yield beside("retention_lock", "ms", values=[max(waits) * 1000], floors=[max(idle) * 1000])


def deleted(run) -> None:
    """Make sure that the rule did all of it."""
    assert (run.error, run.deleted) == ("", ROWS), f"{run.error}: {run.deleted} of {run.looked}"


def seconds_of(work) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Needer:
    """Somebody in another process who wants the next row that is still there, again and again."""

    def __init__(self) -> None:
        """Begin, and wait until it is there."""
        spawn = multiprocessing.get_context("spawn")
        self.is_over, self.waits = spawn.Event(), spawn.SimpleQueue()
        self.process = spawn.Process(target=need, args=(os.environ["DATABASE_URL"], self.is_over, self.waits))
        self.process.start()
        self.waits.get()

    def end(self) -> list[float]:
        """Let it be over; return how long each row was waited for, in seconds."""
        self.is_over.set()
        waits = self.waits.get()
        self.process.join()
        return waits


def need(address: str, is_over, waits) -> None:
    """Lock a row and give it back until it is over; then say how long each was waited for."""
    took, last = [], 0
    with contextlib.closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        waits.put([])
        while not is_over.wait(PAUSE):
            cursor.execute("SELECT id FROM accounts_visit WHERE id > %s ORDER BY id LIMIT 1", [last])
            last = (cursor.fetchone() or (0,))[0]
            want = "SELECT id FROM accounts_visit WHERE id = %s FOR UPDATE"
            took.append(seconds_of(lambda: cursor.execute(want, [last])))  # noqa: B023 - called at once
            connection.rollback()
    waits.put(took)


if __name__ == "__main__":
    main()
