"""`complaint_p99`, `brigade_50`, `seals`: what a complaint costs, what fifty who agree can do, how fast seals verify.

A complaint is timed from the call of its service to the committed row in the queue, beside bare rows of a transaction
each. Fifty complain about one person; the figure is the place of a genuine complaint about another one in the queue
afterwards: 1 is as if they were not there. Seals: texts verified in a second, beside bare HMACs of as many.
All in a process of its own, with Django on a database of its own.
"""

import hashlib
import hmac
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from uuid import uuid4

from tests.bench.figures import Figure, beside
from tests.stack import STACK

COMPLAINTS = 300
TEXTS = 500
RUNS = 7


def figures() -> Iterator[Figure]:
    """Measure all in another process."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.cases"], check=True, stdout=subprocess.PIPE, text=True)
    yield from (Figure(**json.loads(line)) for line in done.stdout.splitlines())


def main() -> None:
    """Print the figures."""
    STACK.start()
    try:
        os.environ["DATABASE_URL"] = STACK.fresh_database()
        import django  # noqa: PLC0415 - once the address of the database is known

        django.setup()
        from django.conf import settings  # noqa: PLC0415
        from django.core.management import call_command  # noqa: PLC0415

        settings.EVIDENCE_ROOT, settings.EVIDENCE_KEYS_ROOT = (tempfile.mkdtemp(prefix="chatear-bench-") for _ in "ab")
        call_command("migrate", verbosity=0)
        for figure in (complaint_p99(), brigade_50(), seals()):
            print(figure, flush=True)
    finally:
        STACK.stop()


def p99(times: list[float]) -> float:
    """Return the time that one in a hundred exceeds."""
    return sorted(times)[int(len(times) * 0.99)]


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def guest():
    """Return somebody."""
    from accounts.models import Person  # noqa: PLC0415

    return Person.objects.create()


def complaint_p99() -> Figure:
    """Complain, with a picture and some texts, about a different person each time."""
    from django.db import transaction  # noqa: PLC0415

    from moderation.models import CaseNote  # noqa: PLC0415
    from tests.moderation.conftest import Talk, picture  # noqa: PLC0415

    values, floors = [], []
    for _ in range(COMPLAINTS):
        ann, bob = guest(), guest()
        talk = Talk(ann, bob)
        for number in range(10):
            talk.say(bob, f"words {number}")
        values.append(timed(lambda talk=talk: talk.complain(frame=picture())))
    case = bob.cases.get()

    def bare() -> None:
        with transaction.atomic():
            CaseNote.objects.create(case=case, words="x", at="2026-11-23T12:00Z")

    floors = [timed(bare) for _ in range(COMPLAINTS)]
    return beside("complaint_p99", "s", values=[p99(values)], floors=[p99(floors)])


def brigade_50() -> Figure:
    """Have fifty complain about one, then somebody who was right five times before about another."""
    from moderation.models import Case, Complaint, Decision  # noqa: PLC0415
    from moderation.selectors import queue  # noqa: PLC0415
    from tests.moderation.conftest import NOON, Talk  # noqa: PLC0415

    Case.objects.update(state="DECIDED", waits_since=None, decided_on=NOON)
    victim, offender, ann = guest(), guest(), guest()
    for _ in range(5):
        Talk(ann, guest()).complain("THREAT")
    Complaint.objects.filter(outcome="WAITS").update(outcome="UPHELD", decided_on=NOON)
    Case.objects.filter(state="OPEN").update(state="DECIDED", waits_since=None, decided_on=NOON)
    for _ in range(50):
        Talk(guest(), victim).complain("OTHER")
    Talk(ann, offender).complain("THREAT")
    place = [case.about_id for case in queue(staff_id=uuid4(), sees_escalated=False)].index(offender.pk) + 1
    assert not Decision.objects.exists(), "fifty who agree decide nothing"
    return beside("brigade_50", "place", values=[float(place)], floors=[1.0])


def seals() -> Figure:
    """Verify a long chat, beside as many bare HMACs."""
    from matching.seals import verify  # noqa: PLC0415
    from matching.selectors import keyring, unix_ms  # noqa: PLC0415
    from tests.moderation.conftest import NOON, Talk  # noqa: PLC0415

    ann, bob = guest(), guest()
    talk = Talk(ann, bob)
    for number in range(TEXTS):
        talk.say(bob, f"words {number}")
    people = {"holder": str(ann.pk), "partner": str(bob.pk)}
    ring, messages, now = keyring(), talk.messages, unix_ms(NOON)

    def all_of_it() -> None:
        assert all(line.whose for line in verify(ring, chat=talk.chat, messages=messages, now=now, **people))

    def bare() -> None:
        for number in range(TEXTS):
            hmac.digest(b"k" * 32, hashlib.sha256(b"words %d" % number).digest(), "sha256")

    values = [TEXTS / timed(all_of_it) for _ in range(RUNS)]
    return beside("seals", "texts/s", values=values, floors=[TEXTS / timed(bare) for _ in range(RUNS)])


if __name__ == "__main__":
    main()
