"""Pictures of a case: handed in, asked for at the source, taken in when they have come, destroyed (promise: DAT-10)."""

import contextlib
import logging
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from redis.exceptions import RedisError

from matching import notices
from moderation.evidence import cabinet
from moderation.models import Case, Complaint, Evidence
from moderation.nudity import guess
from moderation.pictures import Destroyed, Drawn
from moderation.policy import URGENCY

logger = logging.getLogger(__name__)

#: A look that has not ended by then never will: the browser was gone, or a process was killed in between.
LOOK_LASTS: Final = timedelta(seconds=45)
#: Percent from which a picture makes its case as urgent as a complaint about nudity.
LIKELY: Final = 80
#: How a look can end, as `matching.signals.look_ended` tells it.
ENDS: Final = {"dark": Evidence.State.DARK, "refused": Evidence.State.REFUSED, "failed": Evidence.State.FAILED}


def hand_in(*, case: Case, complaint: Complaint, drawn: Drawn | None, now: datetime) -> None:
    """Keep the picture that a complainant saw; a full disk loses the picture and not the complaint."""
    if drawn is None:
        return
    name = secrets.token_hex(16)
    row = Evidence(case=case, complaint=complaint, source=Evidence.Source.HANDED_IN, state=Evidence.State.KEPT)
    try:
        cabinet().keep(name, drawn, taken_at=now.timestamp())
    except OSError as error:
        logger.warning("a picture could not be kept", extra={"error": type(error).__name__})
        row.state = Evidence.State.FAILED
    else:
        row.name, row.taken_at, row.fingerprint = name, now, drawn.fingerprint
        row.width, row.height, row.nudity = drawn.width, drawn.height, guess(drawn.jpeg)
    row.save()
    _hurry(row)


def _hurry(row: Evidence) -> None:
    """Have a case read sooner whose picture a program holds for nudity; that is all that it does."""
    if row.nudity is not None and row.nudity >= LIKELY:
        Case.objects.filter(pk=row.case_id, urgency__gt=URGENCY["NUDITY"]).update(urgency=URGENCY["NUDITY"])


def ask(*, case: Case, complaint: Complaint | None, person_id: UUID, now: datetime) -> Evidence:
    """Ask the browser of the accused for a look, once this is committed; the accused is told nothing before."""
    name = secrets.token_hex(16)
    row = Evidence.objects.create(
        case=case,
        complaint=complaint,
        source=Evidence.Source.AT_SOURCE,
        state=Evidence.State.WAITS,
        name=name,
        asked_at=now,
    )
    transaction.on_commit(partial(_ask_browser, person_id, name))
    return row


def _ask_browser(person_id: UUID, name: str) -> None:
    with contextlib.suppress(RedisError, OSError):  # then it ends as gone, and the complaint stands
        notices.ask_for_look(person_id=person_id, look_id=name)


def take_in(*, look_id: str, outcome: str, now: datetime) -> None:
    """Note how a look has ended, and what the picture shows; told twice is told once."""
    waits = Evidence.objects.filter(name=look_id, state=Evidence.State.WAITS)
    if outcome == "taken":
        _keep(waits, look_id)
    else:
        waits.update(state=ENDS.get(outcome, Evidence.State.FAILED), name="", asked_at=None)
        cabinet().destroy(look_id)
    del now


def _keep(waits: QuerySet[Evidence], look_id: str) -> None:
    try:
        about, jpeg = cabinet().read(look_id)
    except Destroyed:
        waits.update(state=Evidence.State.FAILED, name="", asked_at=None)
        return
    kept = waits.update(
        state=Evidence.State.KEPT,
        asked_at=None,
        taken_at=datetime.fromtimestamp(about["taken_at"], UTC),
        width=about["width"],
        height=about["height"],
        fingerprint=about["fingerprint"],
        nudity=guess(jpeg),
    )
    for row in Evidence.objects.filter(name=look_id):
        _hurry(row)
    if not kept and not Evidence.objects.filter(name=look_id).exists():
        cabinet().destroy(look_id)  # the case was decided before the picture came


def give_up(*, now: datetime) -> None:
    """End looks of which nobody heard: a picture that lies there is taken in, all others found nobody."""
    late = Evidence.objects.filter(state=Evidence.State.WAITS, asked_at__lte=now - LOOK_LASTS)
    for name in late.values_list("name", flat=True):
        if name in cabinet().names_there():
            take_in(look_id=name, outcome="taken", now=now)
        else:
            Evidence.objects.filter(name=name, state=Evidence.State.WAITS).update(
                state=Evidence.State.GONE, name="", asked_at=None
            )


def destroy(rows: Iterable[Evidence]) -> int:
    """Destroy pictures, each with its key, and after that what the row knows of it. Return how many there were.

    A crash in between leaves a row whose picture is gone, and the next run ends it (promise: RET-6; reliability F14).
    """
    count = 0
    for row in rows:
        if row.name:
            cabinet().destroy(row.name)
        state = Evidence.State.DESTROYED if row.state == Evidence.State.KEPT else Evidence.State.GONE
        if row.state in {Evidence.State.KEPT, Evidence.State.WAITS}:
            empty = {"name": "", "fingerprint": "", "taken_at": None, "asked_at": None, "nudity": None}
            count += Evidence.objects.filter(pk=row.pk).update(state=state, **empty)
    return count
