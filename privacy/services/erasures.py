"""Erasing somebody: asked for, withdrawn, begun, and done step by step, so that a crash loses nothing.

promise: RGT-4, RET-2, CHI-2; reliability F16, P-12
"""

import logging
import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from privacy import catalogue, emails, erasure, ledger, steps
from privacy.inventory import Erasure as Rule
from privacy.models import Erasure, Outgoing
from privacy.steps import Leaving

from .letters import CLEAR, REFERENCE_LENGTH

logger = logging.getLogger(__name__)

#: How long somebody may change their mind.
TO_THINK: Final = timedelta(days=7)
#: Who is told what was done: whoever asked, or had time to come back.
TOLD: Final = frozenset({Erasure.Why.PERSON, Erasure.Why.INACTIVITY})
#: What ends within hours or is the erasure itself: no receipt speaks of it.
PASSING: Final = frozenset({Erasure._meta.label, Outgoing._meta.label})  # noqa: SLF001 - Django documents it


class StaffStays(Exception):
    """A member of staff is erased once an administrator has taken the role away."""


@transaction.atomic
def ask(*, person_id: UUID, now: datetime) -> Erasure:
    """Have somebody erased in seven days, as they ask; asked twice is asked once.

    :raises StaffStays: if this is staff
    """
    if get_user_model()._default_manager.select_for_update().get(pk=person_id).is_staff:  # noqa: SLF001
        raise StaffStays
    end_open(person_id=person_id, why=Erasure.Why.INACTIVITY, now=now)
    return open_of(person_id=person_id) or add(
        person_id=person_id, why=Erasure.Why.PERSON, now=now, due_at=now + TO_THINK
    )


def add(*, person_id: UUID, why: str, now: datetime, due_at: datetime) -> Erasure:
    """Note that somebody is to be erased; there must be no other erasure of theirs that is open."""
    number = "".join(secrets.choice(CLEAR) for _ in range(REFERENCE_LENGTH))
    return Erasure.objects.create(number=number, person_id=person_id, why=why, asked_at=now, due_at=due_at)


def open_of(*, person_id: UUID) -> Erasure | None:
    """Return the erasure of somebody that waits or is being done."""
    return Erasure.objects.filter(person_id=person_id, state__in=Erasure.OPEN).first()


def asked_for(*, person_id: UUID) -> Erasure | None:
    """Return the erasure that somebody asked for and may still withdraw."""
    waiting = Erasure.objects.filter(person_id=person_id, state=Erasure.State.ASKED, why=Erasure.Why.PERSON)
    return waiting.first()


def backup_days() -> int:
    """Return for how long there are backups with somebody in them who is erased."""
    return int(settings.BACKUP_DAYS)


def end_open(*, person_id: UUID, why: str, now: datetime) -> bool:
    """Withdraw what waits, of one kind; what is being done goes on. Return whether there was something."""
    waiting = Erasure.objects.filter(person_id=person_id, state=Erasure.State.ASKED, why=why)
    return bool(waiting.update(state=Erasure.State.WITHDRAWN, ended_at=now))


def withdraw(*, person_id: UUID, now: datetime) -> bool:
    """Let somebody stay who has changed their mind; return whether there was something to withdraw."""
    return end_open(person_id=person_id, why=Erasure.Why.PERSON, now=now)


@transaction.atomic
def begin(*, person_id: UUID, why: str, now: datetime) -> int:
    """Begin to erase somebody now: from here on it is done to the end, whatever crashes. Return which erasure it is.

    ``work`` does it; should nothing call that, the next round does.
    """
    found = Erasure.objects.select_for_update(of=("self",)).filter(person_id=person_id, state__in=Erasure.OPEN).first()
    found = found or add(person_id=person_id, why=why, now=now, due_at=now)
    if found.state == Erasure.State.ASKED:
        _begin(found, why, now)
    return found.pk


def _begin(found: Erasure, why: str, now: datetime) -> None:
    person: Any = found.person
    found.state, found.why, found.person_hash = Erasure.State.WORKING, why, ledger.person_hash(person.pk)
    found.email, found.language = person.email or "", person.language or settings.LANGUAGE_CODE
    kept = erasure.how_much(_leaving(found, now), Rule.CUT, Rule.ENDS)
    found.stays = [held.holding.name for held in kept if held.holding.name not in PASSING]
    found.due_at = min(found.due_at, max(now, found.asked_at))
    found.save()


@transaction.atomic
def erase(*, person_id: UUID, email: str, why: str, now: datetime) -> None:
    """Erase somebody altogether or not at all, of whom no row is to stay that says so."""
    line = ledger.Line(ledger.person_hash(person_id), why)
    transaction.on_commit(partial(ledger.write, line, now=now))  # who stays after all must not be in it
    Erasure.objects.filter(person_id=person_id).delete()
    erasure.erase(Leaving(people=(person_id,), emails=(email,) if email else (), now=now))


def work(*, erasure_id: int, now: datetime) -> None:
    """Do what is left to do, each step with its line in the journal in a transaction of its own."""
    while _do_next(erasure_id, now):
        pass


@transaction.atomic
def _do_next(erasure_id: int, now: datetime) -> bool:
    """Do the first step that the journal lacks; whoever else is at it is left to it. Return whether more may follow."""
    working = Erasure.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=Erasure.State.WORKING)
    found = working.filter(pk=erasure_id).first()
    if found is None:
        return False
    done = {line["step"] for line in found.journal}
    step = next((step for step in steps.in_order() if step.name not in done), None)
    if step is None:
        _finish(found, now)
        return False
    if not found.journal:  # from here on nothing takes it back
        ledger.write(ledger.Line(found.person_hash, found.why), now=now)
    step.do(_leaving(found, now))
    found.journal.append({"step": step.name, "at": now.isoformat()})
    found.save(update_fields=["journal"])
    return True


def _finish(found: Erasure, now: datetime) -> None:
    """Send the receipt, and forget where it goes."""
    found.held = _held(found, now)
    found.state = Erasure.State.HELD if found.held else Erasure.State.DONE
    found.ended_at = None if found.held else now
    if found.email and found.why in TOLD:
        _post_receipt(found, now)
    found.email = found.language = ""
    found.save()


def _leaving(found: Erasure, now: datetime) -> Leaving:
    email = found.email or (found.person.email if found.person is not None else "") or ""
    return Leaving(people=(found.person_id,) if found.person_id else (), emails=(email,) if email else (), now=now)


def _held(found: Erasure, now: datetime) -> int:
    return sum(map(len, erasure.held(_leaving(found, now)).values()))


def _post_receipt(found: Erasure, now: datetime) -> None:
    """Say what was done, what stays and why, and until when backups hold what is gone."""
    declared = catalogue.tables()
    last = now + timedelta(days=settings.BACKUP_DAYS)
    with override(found.language):
        stays = [declared[label] for label in found.stays if label in declared]
        content = {
            "number": found.number,
            "stays": [[gettext(holding.purpose), catalogue.words_on_keeping(holding)] for holding in stays],
            "held": found.held,
            "day": date_format(now, "DATE_FORMAT"),
            "backups_until": date_format(last, "DATE_FORMAT"),
        }
    emails.post("erased", to=found.email, language=found.language, content=content, now=now)


def sweep(*, now: datetime) -> None:
    """Begin what is due, look whether a hold has ended, and go on with what was broken off. One harms no other."""
    for state, do in (
        (Erasure.State.ASKED, _begin_if_due),
        (Erasure.State.HELD, _look_at_hold),
        (Erasure.State.WORKING, _go_on),
    ):
        for erasure_id in (
            Erasure.objects.filter(state=state, due_at__lte=now).order_by("pk").values_list("pk", flat=True)
        ):
            try:
                do(erasure_id, now)
            except Exception:  # whatever it is, the next round tries again
                logger.exception("an erasure stopped", extra={"row": erasure_id})


@transaction.atomic
def _begin_if_due(erasure_id: int, now: datetime) -> None:
    waiting = Erasure.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=Erasure.State.ASKED)
    found = waiting.filter(pk=erasure_id, due_at__lte=now).first()
    if found is None:
        return
    person: Any = get_user_model()._default_manager.select_for_update().get(pk=found.person_id)  # noqa: SLF001
    if found.why == Erasure.Why.INACTIVITY and person.last_seen_date >= found.asked_at.date():  # is here again
        end_open(person_id=person.pk, why=found.why, now=now)
    else:
        _begin(found, found.why, now)


@transaction.atomic
def _look_at_hold(erasure_id: int, now: datetime) -> None:
    """Go on from the first step where fewer rows are held than before."""
    found = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure_id)
    if _held(found, now) < found.held:
        found.state, found.journal = Erasure.State.WORKING, []
        found.save(update_fields=["state", "journal"])


def _go_on(erasure_id: int, now: datetime) -> None:
    work(erasure_id=erasure_id, now=now)
