"""Running retention rules: what is over goes, in batches that keep nobody waiting (promise: RET-1).

What is to be done is read from the tables each time, so that a run that was lost or killed loses nothing (reliability
F14, F18, M6). A rule is run by one worker at a time, however many are told to (F19), and a legal hold is the only
thing that keeps a row back: such rows are counted, never passed over in silence (P-28).
"""

import contextlib
import gc
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.db import Error, OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import DateTimeField, Max, QuerySet

from . import catalogue, holds, selectors
from .models import RetentionRun
from .rules import RULES, Every, Rule

logger = logging.getLogger(__name__)

#: Seconds for which a batch aims to have its rows locked; more than 50 ms would be felt, and machines are busy.
AIM: Final = 0.012
#: A row of somebody else's that goes along may be locked: then the batch waits no longer than this, and lets go.
LONGEST_WAIT: Final = "20ms"
FIRST_BATCH: Final = 50
LEAST_BATCH: Final = 20
LARGEST_BATCH: Final = 5000
#: How often a run comes back to rows that somebody worked on.
ROUNDS: Final = 3
#: As many failures as it takes to search a single row out of the largest batch, and some more.
MOST_FAILURES: Final = 30
#: Keys that are read at once, without locking any.
PAGE: Final = 10_000


def run_due(*, every: Every, now: datetime) -> None:
    """Run those rules of one cadence whose time has come; where another worker is at one already, leave it to it."""
    for rule in list(RULES.values()):
        if rule.every is every:
            with _alone(rule) as is_alone:
                if is_alone and rule.is_due(last_done(rule), now):
                    run(name=rule.name, now=now)


def run(*, name: str, now: datetime) -> RetentionRun:
    """Do what a rule says: count, keep the count, then end what is over; a broken rule stops no other one."""
    rule, began = RULES[name], time.monotonic()
    note = RetentionRun.objects.create(rule=name, began_at=now)
    try:
        note.looked = _count(rule, now)
        _Work(rule, now, note).do()
    except Exception as error:
        logger.exception("a retention rule stopped", extra={"rule": name})
        note.error = type(error).__name__
    note.ended_at = now + timedelta(seconds=time.monotonic() - began)
    note.save(update_fields=["looked", "deleted", "held", "error", "ended_at"])
    return note


@dataclass
class _Work:
    """One run of a rule, batch by batch: what cannot be ended is searched out, and all others go."""

    rule: Rule
    now: datetime
    note: RetentionRun
    size: int = FIRST_BATCH
    failures: int = 0

    def do(self) -> None:
        """End what is over, in batches that take about as long as they may; what was busy then, in another round."""
        for _ in range(ROUNDS):
            self.note.held = 0
            for page in _pages(self.rule, self.now):
                at = 0
                while at < len(page):
                    at, batch = at + self.size, page[at : at + self.size]
                    self.end(batch)
            if self.failures or self.note.deleted + self.note.held >= self.note.looked:
                return

    def end(self, keys: Sequence[Any]) -> None:
        """End one batch; where that fails, each half of it.

        :raises Exception: whatever it is, after too many failures: then it is no single row's
        """
        try:
            gone, held, took = _end(self.rule, keys, self.now)
        except Exception as error:
            self.failures += 1
            self.note.error = type(error).__name__
            if self.failures == MOST_FAILURES:
                raise
            half = len(keys) // 2
            for part in (keys[:half], keys[half:]) if half else ():
                self.end(part)
        else:
            self.note.deleted += gone
            self.note.held += held
            self.size = _next_size(self.size, took)


def dry_run(*, name: str, now: datetime) -> RetentionRun:
    """Count what would go and what a hold would keep, and end nothing."""
    rule = RULES[name]
    looked, held = _count(rule, now), 0
    if rule.table:
        held = over(rule, now).filter(pk__in=holds.held(rule.table, now=now)).count()
    return RetentionRun.objects.create(
        rule=name, began_at=now, ended_at=now, looked=looked, deleted=looked - held, held=held, dry=True
    )


def over(rule: Rule, now: datetime) -> QuerySet[Any]:
    """Return the rows of a rule's table that are over at a time."""
    model = apps.get_model(rule.table)
    rows: QuerySet[Any] = model._base_manager.all()  # noqa: SLF001 - Django documents it
    if rule.clock:
        edge = now - rule.kept_for()
        is_a_time = isinstance(model._meta.get_field(rule.clock), DateTimeField)  # noqa: SLF001
        rows = rows.filter(**({f"{rule.clock}__lte": edge} if is_a_time else {f"{rule.clock}__lt": edge.date()}))
    return _in_use(rule, rows.filter(rule.only(now)) if rule.only else rows)


def _in_use(rule: Rule, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Leave out what is somebody's who wants it kept and not used (reliability P-14): it waits until they lift that."""
    holding = catalogue.tables().get(rule.table)
    if holding is None or not holding.owner:
        return rows
    return rows.exclude(**{f"{holding.owner}__in": selectors.who_wants_no_use().values("pk")})


def last_done(rule: Rule) -> datetime | None:
    """Return when a rule was run last, to its end and without an error."""
    done = RetentionRun.objects.filter(rule=rule.name, dry=False, error="", ended_at__isnull=False)
    last: datetime | None = done.aggregate(last=Max("began_at"))["last"]
    return last


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stands: when it was run last and with what outcome, and whether that is too long ago."""

    rule: Rule
    last: RetentionRun | None  # to its end and without an error
    failed: RetentionRun | None  # since then
    counted: RetentionRun | None  # without ending anything
    is_overdue: bool

    @property
    def days(self) -> int:
        """Return for how many days something is kept; 0 where it goes at once, or by an end of its own."""
        return self.rule.kept_for().days

    @property
    def next_at(self) -> datetime | None:
        """Return when it is run next; None where that should have been already."""
        return self.last.began_at + self.rule.every.value if self.last else None


def standings(*, now: datetime) -> list[Standing]:
    """Return how every rule stands (promise: RET-1)."""
    runs = RetentionRun.objects.order_by("rule", "-began_at", "-pk").distinct("rule")
    done = {run.rule: run for run in runs.filter(dry=False, error="", ended_at__isnull=False)}
    tried = {run.rule: run for run in runs.filter(dry=False)}
    counted = {run.rule: run for run in runs.filter(dry=True)}
    first = _clock_exists_since() or now
    return [
        Standing(
            rule=rule,
            last=(last := done.get(name)),
            failed=None if (attempt := tried.get(name)) is None or not attempt.error else attempt,
            counted=counted.get(name),
            is_overdue=rule.is_overdue(last.began_at if last else first, now),
        )
        for name, rule in RULES.items()
    ]


def overdue(*, now: datetime) -> list[Rule]:
    """Return the rules that were not run for more than three periods: no clock runs, or they fail (reliability F19)."""
    return [standing.rule for standing in standings(now=now) if standing.is_overdue]


def _clock_exists_since() -> datetime | None:
    """Return since when this database could have had runs: a rule that was never run is overdue some day, too."""
    applied = MigrationRecorder.Migration.objects.filter(app="privacy", name="0009_keeping")
    since: datetime | None = applied.aggregate(since=Max("applied"))["since"]
    return since


def _count(rule: Rule, now: datetime) -> int:
    return over(rule, now).count() if rule.find is None else len(list(rule.find(now)))


def _next_size(size: int, took: float) -> int:
    """Return how many rows fit into the time that a batch may take, going by the last one; not by leaps."""
    fits = int(size * min(2, max(0.5, AIM / max(took, 0.0001))))
    return max(LEAST_BATCH, min(fits, LARGEST_BATCH))


def _pages(rule: Rule, now: datetime) -> Iterator[list[Any]]:
    """Yield the keys of what is over; nothing is locked yet, and no row is looked at twice."""
    if rule.find is not None:
        yield list(rule.find(now))
        return
    rows = over(rule, now).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:PAGE])
    while keys:
        yield keys
        keys = list(rows.filter(pk__gt=keys[-1]).values_list("pk", flat=True)[:PAGE])


def _end(rule: Rule, keys: Sequence[Any], now: datetime) -> tuple[int, int, float]:
    """End some of what is over; return how much went, how much is held, and for how long rows were locked."""
    if rule.find is not None:
        assert rule.end is not None  # noqa: S101 - what is no table has no other end
        rule.end(keys, now)
        return len(keys), 0, 0
    stay = holds.held(rule.table, now=now)
    free = [key for key in keys if key not in stay]
    began, gone = time.monotonic(), 0
    try:
        with _no_collecting():
            gone = _end_rows(rule, free, now)
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") != "55P03":  # lock_not_available: another round sees them again
            raise
    return gone, len(keys) - len(free), time.monotonic() - began


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """Let Python look for garbage between batches only: that takes 100 ms and more, in which rows would be locked."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@transaction.atomic
def _end_rows(rule: Rule, keys: Sequence[Any], now: datetime) -> int:
    """Lock those rows that nobody works on and that are still over, and end them.

    The disk is not waited for while they are locked: the run's own note, which follows, does that for all batches.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'; SET LOCAL synchronous_commit = off")
    rows = over(rule, now).filter(pk__in=keys).order_by("pk").select_for_update(skip_locked=True, of=("self",))
    locked = list(rows.values_list("pk", flat=True))
    if rule.end is not None:
        rule.end(locked, now)
    else:
        apps.get_model(rule.table)._base_manager.filter(pk__in=locked).delete()  # noqa: SLF001
    return len(locked)


@contextlib.contextmanager
def _alone(rule: Rule) -> Iterator[bool]:
    """Let one worker in, and say so; the lock is the connection's, and goes with it when a worker is killed."""
    name = [f"chatear.retention.{rule.name}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", name)
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with contextlib.suppress(Error), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)
