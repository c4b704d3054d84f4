"""What privacy itself keeps for a time, and for how long (promise: RET-1, RET-8)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from privacy.models import LegalHold
from privacy.rules import Every, Rule

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
)
