"""Telling the people of a decision: by mail where there is an address, in the chat where they sit (P-26)."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import override
from redis.exceptions import RedisError

from accounts.models import Person
from matching import warnings
from moderation.links import page_of
from moderation.models import Appeal, Decision
from privacy import emails


def tell(*, decision: Decision, now: datetime) -> None:
    """Tell a person what was decided about them, and what they may do; one who only is warned reads it in the chat."""
    person = decision.person
    if person is None:
        return
    if decision.kind == Decision.Kind.WARNED:
        say = partial(warnings.warn, person_id=person.pk, code="warned")
        transaction.on_commit(partial(_quietly, say))
    _mail(person, "decided", decision, {"letter": decision.letter}, now)


def tell_answer(*, appeal: Appeal, now: datetime) -> None:
    """Tell a person what became of their appeal, with an apology where we were wrong."""
    decision = appeal.decision
    if decision.person is not None:
        content = {"answer": appeal.answer, "outcome": appeal.outcome}
        _mail(decision.person, "appeal-answered", decision, content, now)


def _mail(person: Person, template: str, decision: Decision, content: dict[str, Any], now: datetime) -> None:
    if person.email:
        with override(person.language or None):
            until = f"{decision.ends_at:%Y-%m-%d %H:%M} UTC" if decision.ends_at else ""
            link = {"number": decision.number, "until": until, "page": page_of(decision)}
        emails.post(template, to=person.email, language=person.language, content=content | link, now=now)


def _quietly(say: Callable[[], object]) -> None:
    with contextlib.suppress(RedisError, OSError):
        say()
