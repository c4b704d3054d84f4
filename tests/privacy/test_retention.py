"""Running retention rules: once, whatever crashes, and keeping nobody waiting (reliability F14, F18, F19, M6)."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings as project
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.models import PageView, Visit
from privacy import retention, tasks
from privacy.models import RetentionRun
from privacy.rules import RULES, Every

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=400)
VISITS = RULES["old-visits"]


def old_visits(many):
    Visit.objects.bulk_create(Visit(began_at=LONG_AGO, last_at=LONG_AGO) for _ in range(many))


def in_threads(do, many=2):
    """Do something at the same time on as many connections."""
    together, said = Barrier(many), []

    def alone():
        try:
            together.wait(timeout=10)
            said.append(do())
        finally:
            connections.close_all()

    threads = [Thread(target=alone) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return said


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_do_it_once():
    """F19: two beats were started by mistake."""
    old_visits(50)
    in_threads(lambda: retention.run_due(every=Every.HOUR, now=NOW))

    assert RetentionRun.objects.get(rule="old-visits").deleted == 50
    runs = RetentionRun.objects.values_list("rule", flat=True)
    assert len(runs) == len(set(runs)) == sum(rule.every is Every.HOUR for rule in RULES.values())


@pytest.mark.django_db(transaction=True)
def test_a_rule_that_another_worker_is_at_is_left_to_it():
    old_visits(1)
    with retention._alone(VISITS) as is_alone:
        in_threads(lambda: retention.run_due(every=Every.HOUR, now=NOW), many=1)

    assert is_alone
    assert not RetentionRun.objects.filter(rule="old-visits").exists()
    assert Visit.objects.exists()


@pytest.mark.django_db
def test_a_rule_is_run_when_its_time_has_come_and_not_before():
    minute, second = timedelta(minutes=1), timedelta(seconds=1)
    for moment in (NOW, NOW + minute - second, NOW + minute):
        retention.run_due(every=Every.MINUTE, now=moment)

    assert RetentionRun.objects.filter(rule="ended-exclusions").count() == 2
    assert not RetentionRun.objects.filter(rule="old-visits").exists(), "that one is run every hour"


@pytest.mark.django_db
@pytest.mark.parametrize("task", [tasks.forget_by_the_minute, tasks.forget_by_the_hour, tasks.forget_by_the_day])
def test_the_clock_is_told_of_every_task_and_it_takes_no_names(task):
    schedule = {entry["task"]: entry["schedule"] for entry in project.CELERY_BEAT_SCHEDULE.values()}
    task()

    cadence = {"minute": Every.MINUTE, "hour": Every.HOUR, "day": Every.DAY}[task.name.rpartition("_")[2]]
    assert schedule[task.name] <= cadence.value.total_seconds(), "asked too rarely, it is always late"
    done = {rule.name for rule in RULES.values() if retention.last_done(rule)}
    assert done == {rule.name for rule in RULES.values() if rule.every is cadence}


@pytest.mark.django_db
def test_a_queue_that_is_lost_loses_no_row(redis_queue, monkeypatch):
    """F18: nothing but the name of a task was in it, and the next one finds what is due."""
    old_visits(1)
    tasks.forget_by_the_hour.delay()
    waiting = b"".join(redis_queue.lrange("celery", 0, -1)).decode()
    redis_queue.flushall()
    tasks.forget_by_the_hour()

    assert "forget_by_the_hour" in waiting
    assert '"argsrepr": "()", "kwargsrepr": "{}"' in waiting
    assert not Visit.objects.exists()


@pytest.mark.django_db
def test_a_broken_rule_is_noted_tried_again_and_stops_no_other(monkeypatch, caplog):
    def break_down(_keys, _now):
        raise ValueError("the row of ann@chatear.example")

    old_visits(1)
    monkeypatch.setitem(RULES, "old-visits", replace(VISITS, end=break_down))
    retention.run_due(every=Every.HOUR, now=NOW)

    note = RetentionRun.objects.get(rule="old-visits")
    assert (note.error, note.looked, note.deleted) == ("ValueError", 1, 0)
    assert RetentionRun.objects.filter(rule="ended-sessions", error="").exists()
    monkeypatch.setitem(RULES, "old-visits", VISITS)
    retention.run_due(every=Every.HOUR, now=NOW + timedelta(minutes=5))
    assert not Visit.objects.exists(), "it waits for no hour: it was never done"


@pytest.mark.django_db
def test_a_row_that_can_not_be_deleted_keeps_no_other_row(monkeypatch):
    def end(keys, _now):
        if cursed in keys:
            raise ValueError
        Visit.objects.filter(pk__in=keys).delete()

    old_visits(60)
    cursed = Visit.objects.order_by("pk")[33].pk
    monkeypatch.setitem(RULES, "old-visits", replace(VISITS, end=end))
    done = retention.run(name="old-visits", now=NOW)

    assert (done.error, done.looked, done.deleted) == ("ValueError", 60, 59)
    assert Visit.objects.get().pk == cursed


@pytest.mark.django_db
def test_a_rule_that_is_broken_altogether_is_soon_given_up(monkeypatch):
    tried = []

    def end(keys, _now):
        tried.append(len(keys))
        raise ValueError

    old_visits(200)
    monkeypatch.setitem(RULES, "old-visits", replace(VISITS, end=end))

    assert retention.run(name="old-visits", now=NOW).error == "ValueError"
    assert len(tried) == retention.MOST_FAILURES
    assert Visit.objects.count() == 200


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_works_on_waits_for_the_next_run():
    old_visits(3)
    busy = Visit.objects.first()
    with transaction.atomic():
        Visit.objects.select_for_update().get(pk=busy.pk)
        said = in_threads(lambda: retention.run(name="old-visits", now=NOW), many=1)

    assert [(run.error, run.looked, run.deleted) for run in said] == [("", 3, 2)]
    assert retention.run(name="old-visits", now=NOW).deleted == 1


@pytest.mark.django_db(transaction=True)
def test_a_row_below_that_somebody_works_on_is_not_waited_for():
    """Its batch lets go of everything within the time that nobody feels."""
    old_visits(1)
    page = PageView.objects.create(visit=Visit.objects.get(), page="privacy:policy", at=LONG_AGO)
    with transaction.atomic():
        PageView.objects.select_for_update().get(pk=page.pk)
        said = in_threads(lambda: retention.run(name="old-visits", now=NOW), many=1)

    assert [(run.error, run.looked, run.deleted) for run in said] == [("", 1, 0)]
    assert retention.run(name="old-visits", now=NOW).deleted == 1


@pytest.mark.django_db
def test_a_batch_takes_about_as_long_as_it_may():
    assert retention._next_size(100, retention.AIM) == 100
    assert retention._next_size(100, retention.AIM / 100) == 200, "not by leaps: one slow row may follow"
    assert retention._next_size(100, retention.AIM * 10) == 50, "nor shorter by leaps: it was another's work"
    assert retention._next_size(retention.LEAST_BATCH, 10) == retention.LEAST_BATCH
    assert retention._next_size(retention.LARGEST_BATCH, 0) == retention.LARGEST_BATCH


@pytest.mark.django_db
def test_more_than_a_page_goes_in_one_run(monkeypatch):
    monkeypatch.setattr(retention, "PAGE", 7)
    old_visits(30)

    assert retention.run(name="old-visits", now=NOW).deleted == 30


CHILD = """
import os, signal, sys
import django
django.setup()
from dataclasses import replace
from datetime import datetime
from accounts.models import Visit
from django.db import transaction
from privacy import retention
from privacy.rules import RULES

where, now = sys.argv[1], datetime.fromisoformat(sys.argv[2])

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def end(keys, _now):
    if keys[0] > first:
        if where == "before":
            die()
        if where == "after the commit":
            transaction.on_commit(die)
    Visit.objects.filter(pk__in=keys).delete()
    if keys[0] > first and where == "in between":
        die()

first = Visit.objects.earliest("pk").pk
RULES["old-visits"] = replace(RULES["old-visits"], end=end)
retention.run_due(every=retention.Every.HOUR, now=now)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("where", "left"), [("before", {150}), ("in between", {150}), ("after the commit", range(50, 150))]
)
def test_a_worker_killed_at_its_purge_leaves_the_rest_for_the_next(stack, where, left):
    """F14: kill -9 in the second batch; what was begun there is undone or done, and nothing is forgotten."""
    old_visits(200)
    address = {"DATABASE_URL": stack.postgres.url(connection.settings_dict["NAME"])}
    child = subprocess.run(
        [sys.executable, "-c", CHILD, where, NOW.isoformat()],
        cwd=project.BASE_DIR,
        env=os.environ | stack.environment | address,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    assert Visit.objects.count() in left, "the first batch is whole, the next one too or not at all"
    assert RetentionRun.objects.get(rule="old-visits").ended_at is None
    retention.run_due(every=Every.HOUR, now=NOW)
    assert not Visit.objects.exists()
    assert RetentionRun.objects.filter(rule="old-visits", ended_at__isnull=False).count() == 1


# -- what was not run


def installed(when):
    MigrationRecorder.Migration.objects.filter(app="privacy", name="0009_keeping").update(applied=when)


@pytest.mark.django_db
def test_a_rule_is_overdue_after_three_periods_without_a_run():
    """F19: no clock runs."""
    installed(NOW - timedelta(days=30))
    for rule in RULES.values():
        retention.run(name=rule.name, now=NOW)
    soon, later = NOW + timedelta(minutes=3), NOW + timedelta(minutes=3, seconds=1)

    assert retention.overdue(now=soon) == []
    assert {rule.every for rule in retention.overdue(now=later)} == {Every.MINUTE}
    assert len(retention.overdue(now=NOW + timedelta(days=4))) == len(RULES)


@pytest.mark.django_db
def test_a_rule_that_was_never_run_is_overdue_some_time_after_the_installation():
    installed(NOW)

    assert retention.overdue(now=NOW + timedelta(minutes=3)) == []
    assert RULES["ended-exclusions"] in retention.overdue(now=NOW + timedelta(minutes=4))


@pytest.mark.django_db
def test_a_dry_run_a_failure_and_a_run_that_was_killed_count_for_nothing():
    installed(NOW - timedelta(days=30))
    given = {"rule": "ended-exclusions", "began_at": NOW}
    retention.dry_run(name="ended-exclusions", now=NOW)
    RetentionRun.objects.create(**given, ended_at=NOW, error="ValueError")
    RetentionRun.objects.create(**given, ended_at=None)

    assert RULES["ended-exclusions"] in retention.overdue(now=NOW)
