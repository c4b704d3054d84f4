"""`export_10000` and `inventory_200`: what it costs to hand somebody their data, and to look through the inventory.

CPU of this process. Beside the export, the same rows read by bare SQL and written by `json.dumps`; beside the walk, the
names of the same columns put into a set. Both run in a process of their own, with Django on a database of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from tests.bench.figures import Figure, beside
from tests.stack import STACK

RUNS = 7
ROWS = 10_000
TABLES = 200
COLUMNS = 12


def figures() -> Iterator[Figure]:
    """Measure both in another process."""
    command = [sys.executable, "-m", "tests.bench.held"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
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
        print(export_10000(), flush=True)
        print(inventory_200(), flush=True)
    finally:
        STACK.stop()


def cpu_of(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def export_10000() -> Figure:
    """Make the whole archive of somebody with many rows: JSON, page, ZIP, sealed on the disk."""
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from privacy.services import archives  # noqa: PLC0415

    settings.ARCHIVES_ROOT = tempfile.mkdtemp(prefix="chatear-bench-")
    person = somebody()
    values, floors = [], []
    for _ in range(RUNS):
        floors.append(cpu_of(lambda: bare(person)))
        row = archives.ask(person_id=person.pk, language="en", now=timezone.now())
        values.append(cpu_of(lambda made=row: archives.make(archive_id=made.pk, clock=timezone.now)))  # type: ignore[misc]
        row.refresh_from_db()
        assert row.state == "READY"
        archives.throw_away(archive_id=row.pk, person_id=person.pk, now=timezone.now())
    return beside("export_10000", "s of CPU", values=values, floors=floors)


def somebody():
    """Return a person with many rows: visits with their pages, as a year of daily use leaves behind."""
    from django.utils import timezone  # noqa: PLC0415

    from accounts.models import PageView, Person, Visit  # noqa: PLC0415

    now = timezone.now()
    person = Person.objects.create(email="ann@chatear.example", member_since=now, language="en")
    visits = Visit.objects.bulk_create(
        Visit(person=person, began_at=now, last_at=now, country="NL", region="Utrecht", browser="Firefox 140")
        for _ in range(ROWS // 10)
    )
    PageView.objects.bulk_create(
        PageView(visit=visits[number % len(visits)], page="privacy:policy", at=now, seconds=number)
        for number in range(ROWS - len(visits))
    )
    return person


def bare(person) -> None:
    """Read the same rows and write them as JSON, with nothing around it."""
    from django.db import connection  # noqa: PLC0415

    asked = (
        "SELECT * FROM accounts_visit WHERE person_id = %s",
        "SELECT p.* FROM accounts_pageview p JOIN accounts_visit v ON v.id = p.visit_id WHERE v.person_id = %s",
    )
    with connection.cursor() as cursor:
        for statement in asked:
            cursor.execute(statement, [person.pk])
            names = [column.name for column in cursor.description]
            json.dumps([dict(zip(names, row, strict=True)) for row in cursor.fetchall()], default=str)


def inventory_200() -> Figure:
    """Look through many tables: every column declared, no declaration without one, and the schema of the export."""
    from django.apps import apps  # noqa: PLC0415

    from privacy import catalogue, export  # noqa: PLC0415

    made = holdings()
    catalogue.holdings = lambda: made  # type: ignore[assignment]

    def walk() -> None:
        export.sections.cache_clear()  # type: ignore[attr-defined]
        assert list(catalogue.undeclared_columns()) != []  # those of the site itself, which are left out here
        assert list(catalogue.stale_columns()) == []
        assert len(export.export_schema()["properties"]["tables"]["properties"]) == TABLES

    def names() -> None:
        found = {
            f"{model._meta.label}.{column.name}"
            for model in apps.get_models(include_auto_created=True)
            for column in model._meta.concrete_fields
        }
        assert len(found) > TABLES * COLUMNS

    values = [cpu_of(walk) for _ in range(RUNS)]
    return beside("inventory_200", "s of CPU", values=values, floors=[cpu_of(names) for _ in range(RUNS)])


def holdings():
    """Return the declarations of many tables that are made for this."""
    from django.db import models  # noqa: PLC0415

    from privacy.inventory import Basis, Erasure, Holding, Part, Whose  # noqa: PLC0415

    parts = {"id": Part("its number")} | {f"column{number}": Part("a text") for number in range(COLUMNS)}
    made = []
    for table in range(TABLES):
        columns = {f"column{number}": models.CharField(max_length=20) for number in range(COLUMNS)}
        meta = type("Meta", (), {"app_label": "privacy"})
        model = type(f"Bench{table}", (models.Model,), columns | {"__module__": __name__, "Meta": meta})
        made.append(
            Holding(
                place=f"table:{model._meta.label}",
                category="DAT-1",
                whose=Whose.PERSON,
                purpose="to be looked through",
                basis=Basis.NONE,
                kept="never",
                erasure=Erasure.DELETED,
                owner="pk",
                parts=parts,
            )
        )
    return tuple(made)


if __name__ == "__main__":
    main()
