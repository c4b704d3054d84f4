"""Looking at how people behave, and taking the smallest step that may help (promise: DAT-10; reliability P-25).

First a warning in the chat, then a pause of minutes, then a look at the source and a case for a person. What a rule
does by itself ends within minutes, and says on which signals it rests.
"""

import contextlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from accounts.models import Person
from chatear import redis
from matching import behaviour, warnings
from moderation import words
from moderation.detection import Condition, Finding, RuleData, judge
from moderation.models import Rule, RuleHour
from privacy.rules import Every
from privacy.rules import Rule as Retention

from . import bans, cases

logger = logging.getLogger(__name__)

DAY: Final = 24 * 60 * 60  # seconds
#: Seconds after a step in which no other one follows: so that a warning can be heeded.
PATIENCE: Final = 120
PAUSE: Final = timedelta(minutes=10)


class WhyIsMissing(Exception):
    """A rule is changed with a reason, which colleagues can read."""


def look_through(*, now: datetime) -> None:
    """Look at everybody whose numbers have changed; what breaks for one breaks for nobody else."""
    rules = active()
    for person in behaviour.take_due() if rules else ():
        try:
            _look_at(UUID(person), rules, now)
        except Exception as error:
            logger.exception("somebody's behaviour could not be judged", extra={"error": type(error).__name__})


def active() -> list[tuple[Rule, RuleData]]:
    """Return the rules that watch or act, each in its newest version; one that can't be read rests."""
    found = []
    for rule in newest():
        if rule.state != Rule.State.OFF:
            try:
                found.append((rule, data_of(rule)))
            except (TypeError, ValueError):
                logger.exception("a rule of detection can't be read")
    return found


def newest() -> list[Rule]:
    """Return each rule in its newest version."""
    return list(Rule.objects.order_by("name", "-version").distinct("name"))


def data_of(rule: Rule) -> RuleData:
    """Return a rule as `detection.py` reads it.

    :raises moderation.detection.NoSuchSignal: if a condition is none
    """
    conditions = tuple(Condition(**condition) for condition in rule.conditions)
    return RuleData(rule.name, rule.version, rule.reason, "LOOK" if rule.step == Rule.Step.LOOK else "WARN", conditions)


@transaction.atomic
def change(
    *, name: str, state: str, by: Person, why: str, now: datetime, limits: Sequence[float] | None = None
) -> Rule:
    """Have a rule act, watch or rest, or begin sooner or later: a new version, with who and why.

    :param limits: a threshold for each of its conditions, in their order; as they are if None
    :raises WhyIsMissing: without a reason
    """
    if not why.strip():
        raise WhyIsMissing
    last = Rule.objects.select_for_update().filter(name=name).order_by("-version").first()
    assert last is not None  # noqa: S101 - the page offers those there are
    return Rule.objects.create(
        name=name,
        version=last.version + 1,
        state=state,
        reason=last.reason,
        step=last.step,
        conditions=last.conditions if limits is None else _moved(last.conditions, limits),
        changed_by=by,
        changed_at=now,
        why=why.strip()[:500],
    )


def _moved(conditions: Sequence[dict[str, Any]], limits: Sequence[float]) -> list[dict[str, Any]]:
    """Return conditions with other thresholds."""
    return [
        {name: value if name == "signal" else limit for name, value in one.items()}
        for one, limit in zip(conditions, limits, strict=True)
    ]


def _look_at(person_id: UUID, rules: Sequence[tuple[Rule, RuleData]], now: datetime) -> None:
    state = {data.name: rule.state for rule, data in rules}
    findings = judge(behaviour.numbers_of(str(person_id)), [data for _, data in rules])
    for finding in findings:
        is_new = _first_today(person_id, finding.rule.name)
        if is_new:
            _count(finding.rule.name, now, would_hit=1)
        if state[finding.rule.name] == Rule.State.ON and _act(person_id, finding, now):
            _count(finding.rule.name, now, acted=1)


def _act(person_id: UUID, finding: Finding, now: datetime) -> bool:
    """Take the next step; False where the last one was a moment ago, or nobody can count them."""
    step = _next_step(person_id)
    if step == 0:
        return False
    if finding.rule.step == "WARN" and step == 1:
        warnings.warn(person_id=person_id, code="slow_down")
    elif finding.rule.step == "WARN" and step == 2:  # noqa: PLR2004 - the second
        language = Person.objects.filter(pk=person_id).values_list("language", flat=True).first() or ""
        letter = words.automatic(reason=finding.rule.reason, language=language)
        facts: dict[str, Any] = finding.facts
        bans.pause(person_id=person_id, rule=finding.rule.reason, facts=facts, letter=letter, now=now, length=PAUSE)
    elif step in {1, 3}:
        cases.suspect(person_id=person_id, rule=finding.rule.reason, facts=finding.facts, now=now)
    else:
        return False  # a person has it in hand
    return True


def _next_step(person_id: UUID) -> int:
    """Return which step of today this is, from 1; 0 where the last one was less than two minutes ago."""
    client, key = redis.live(), f"detected:{person_id}"
    try:
        if not client.set(f"{key}:wait", 1, nx=True, ex=PATIENCE):
            return 0
        step = int(client.incr(key))
        client.expire(key, DAY)
    except (RedisError, OSError):
        return 0
    return step


def _first_today(person_id: UUID, name: str) -> bool:
    """Whether a rule holds for somebody for the first time today: so that people are counted, not moments."""
    with contextlib.suppress(RedisError, OSError):
        return bool(redis.live().set(f"detected:{person_id}:{name}", 1, nx=True, ex=DAY))
    return False


def _count(name: str, now: datetime, **more: int) -> None:
    hour = now.replace(minute=0, second=0, microsecond=0)
    row, _is_new = RuleHour.objects.get_or_create(name=name, hour=hour)
    RuleHour.objects.filter(pk=row.pk).update(**{column: F(column) + by for column, by in more.items()})


def _is_replaced(_now: datetime) -> Q:
    return ~Q(pk__in=[rule.pk for rule in newest()])


RULES: Final = (
    Retention(
        name="old-rules",
        words=_("A version of a rule of detection that was replaced is deleted after two years."),
        table="moderation.Rule",
        every=Every.DAY,
        clock="changed_at",
        kept_for=lambda: timedelta(days=730),
        only=_is_replaced,
    ),
    Retention(
        name="rule-hours",
        words=_("How often a rule of detection would have acted, in numbers, is deleted after thirty days."),
        table="moderation.RuleHour",
        every=Every.DAY,
        clock="hour",
        kept_for=lambda: timedelta(days=30),
    ),
)
