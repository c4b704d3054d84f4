"""What privacy itself keeps for a time, and for how long (promise: RET-1, RET-8)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from privacy import archive, ledger
from privacy.models import Archive, LegalHold
from privacy.rules import Every, Rule

from .archives import REMEMBERED, end_over
from .subscriptions import WAITS

YEAR: Final = timedelta(days=365)
#: A mail that was refused is given up after some hours; what is older was never tried, as no worker ran.
MAIL_WAITS: Final = timedelta(days=2)
#: As long as claims about it may be made; the database lets none go earlier.
DISCLOSURES: Final = timedelta(days=1826)  # five years
HOLDS: Final = 3 * YEAR
EMPTY_RUNS: Final = timedelta(days=7)


def _is_an_old_run(now: datetime) -> Q:
    empty = Q(looked=0, error="", dry=False)
    return Q(began_at__lte=now - YEAR) | (empty & Q(began_at__lte=now - EMPTY_RUNS))


def _is_an_ended_hold(now: datetime) -> Q:
    names = ~Q(table="") | ~Q(row="") | Q(person__isnull=False)
    return names & (Q(released_at__isnull=False) | Q(ends_at__lte=now))


def _forget_what_they_name(keys: Sequence[Any], _now: datetime) -> None:
    LegalHold.objects.filter(pk__in=keys).update(table="", row="", person=None)


def _backups() -> timedelta:
    return timedelta(days=settings.BACKUP_DAYS)


def _days_without_a_backup(now: datetime) -> Iterator[str]:
    """Yield the pages of the ledger of erasures whose backups are all gone."""
    oldest = (now - _backups()).date()
    yield from (day for day in ledger.days() if date.fromisoformat(day) < oldest)


def _tear_out(days: Sequence[str], _now: datetime) -> None:
    for day in days:
        ledger.forget(day)


def _copies_that_are_over(now: datetime) -> Iterator[str]:
    """Yield copies that nobody fetched in time, those that are long over, and files that no row has."""
    in_time = Q(state=Archive.State.READY, ends_at__lte=now)
    over = Archive.objects.filter(in_time | Q(over_at__lte=now - REMEMBERED))
    there = archive.names_there()  # looked at first: what a worker begins after that is nobody's stray
    yield from map(str, over.values_list("pk", flat=True))
    yield from there - set(Archive.objects.exclude(name="").values_list("name", flat=True))


RULES: Final = (
    Rule(
        name="unconfirmed-subscriptions",
        words=_("An address that nobody confirms is deleted after a week."),
        table="privacy.Subscription",
        every=Every.HOUR,
        clock="asked_at",
        kept_for=lambda: WAITS,
        only=lambda _now: Q(confirmed_at=None),
    ),
    Rule(
        name="letters-done",
        words=_("A letter is deleted a year after it is done."),
        table="privacy.Letter",
        along=("privacy.Reply",),
        every=Every.DAY,
        clock="done_at",
        kept_for=lambda: YEAR,
    ),
    Rule(
        name="unsent-mails",
        words=_("A mail that could not be sent is deleted after two days."),
        table="privacy.Outgoing",
        every=Every.HOUR,
        clock="asked_at",
        kept_for=lambda: MAIL_WAITS,
    ),
    Rule(
        name="ended-holds",
        words=_("A legal hold that is over forgets whom and what it named."),
        table="privacy.LegalHold",
        every=Every.HOUR,
        only=_is_an_ended_hold,
        end=_forget_what_they_name,
    ),
    Rule(
        name="old-holds",
        words=_("That there was a legal hold is deleted three years after its end."),
        table="privacy.LegalHold",
        every=Every.DAY,
        clock="ends_at",
        kept_for=lambda: HOLDS,
    ),
    Rule(
        name="old-disclosures",
        words=_("That data was handed on is deleted after five years."),
        table="privacy.Disclosure",
        every=Every.DAY,
        clock="made_at",
        kept_for=lambda: DISCLOSURES,
    ),
    Rule(
        name="retention-runs",
        words=_("That a rule was run is deleted after a year; after a week where there was nothing to do."),
        table="privacy.RetentionRun",
        every=Every.DAY,
        only=_is_an_old_run,
    ),
    Rule(
        name="old-erasures",
        words=_("That somebody was erased is deleted once no backup holds them any more."),
        table="privacy.Erasure",
        every=Every.HOUR,
        clock="ended_at",
        kept_for=_backups,
    ),
    Rule(
        name="old-ledger",
        words=_("The ledger of erasures forgets a day once no backup is as old."),
        every=Every.HOUR,
        find=_days_without_a_backup,
        end=_tear_out,
    ),
    Rule(
        name="copies-over",
        words=_("A copy of one's data is destroyed after 48 hours; that there was one is deleted a month later."),
        along=("privacy.Archive",),
        every=Every.MINUTE,
        find=_copies_that_are_over,
        end=lambda _keys, now: end_over(now=now),
    ),
)
