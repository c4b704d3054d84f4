"""What somebody asks by a right of theirs: numbered, dated by the law of their place, confirmed, done or withdrawn.

promise: RGT-1 to RGT-4; reliability P-17, P-18, T60
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from privacy import consent, deadlines, holds
from privacy.models import Objection, RightsRequest, Subscription
from privacy.steps import Leaving, Step

from . import objections, request_mails
from .consents import record_answers
from .letters import CLEAR, REFERENCE_LENGTH

KIND, STATE = RightsRequest.Kind, RightsRequest.State
PROVE: Final = "chatear.privacy.requests.prove"
#: How long a request without an account waits for a yes by mail.
WAITS: Final = timedelta(days=30)
#: What is done the moment it is asked for, and what its writer is answered.
AT_ONCE: Final[Mapping[str, Promise]] = {
    KIND.OPT_OUT: _(
        "It is done. We sell no personal information and share none for advertising, and your number stands for that. "
        "What you had allowed to be counted is refused from now on."
    ),
    KIND.LIMIT: _(
        "It is done. Sensitive personal information is used for what you ask of us and to keep the service safe, and "
        "for nothing else."
    ),
    KIND.MARKETING: _("It is done. You are sent no news and no offers any more, only mails that your account needs."),
}


class NotUnderThisLaw(Exception):
    """The law of a place knows no such request."""


class LinkIsOver(Exception):
    """A mailed link is wrong, or what it is about is not there any more."""


@transaction.atomic
def ask(*, person_id: UUID, kind: str, place: str, words: str, language: str, now: datetime) -> RightsRequest:
    """Take what somebody asks who has come in; what needs nobody is done at once.

    :raises NotUnderThisLaw: if it can't be asked for there
    """
    made = _fresh(kind, place, words, language, now)
    made.person_id = person_id
    _confirm(made, now)
    made.save(force_insert=True)
    _go_on(made, now)
    return made


@transaction.atomic
def ask_without_account(
    *, email: str, kind: str, place: str, words: str, language: str, root: str, now: datetime
) -> RightsRequest:
    """Take what somebody asks who has no account: it begins to be worked on once a mailed link says that it was they.

    Its time runs from now on all the same. What is written here leads to no data (reliability T60).

    :raises NotUnderThisLaw: if it can't be asked for there
    """
    made = _fresh(kind, place, words, language, now)
    made.email = email
    made.save(force_insert=True)
    token = signing.dumps(made.pk, salt=PROVE)
    with override(language):
        link = root + reverse("privacy:prove_request", args=[token])
    request_mails.post("request-prove", made, now=now, link=link)
    return made


def to_prove(*, token: str) -> RightsRequest:
    """Return which request a mailed link is about.

    :raises LinkIsOver: if it is not there any more
    """
    try:
        found = RightsRequest.objects.filter(pk=signing.loads(token, salt=PROVE)).first()
    except signing.BadSignature as error:
        raise LinkIsOver from error
    if found is None:
        raise LinkIsOver
    return found


@transaction.atomic
def prove(*, token: str, now: datetime) -> RightsRequest:
    """Begin with a request whose writer said yes by the mailed link; a second time changes nothing.

    :raises LinkIsOver: if it is not there any more
    """
    found = RightsRequest.objects.select_for_update().get(pk=to_prove(token=token).pk)
    if found.state == STATE.RECEIVED:
        _confirm(found, now)
        found.save(update_fields=["state", "confirmed_at"])
        _go_on(found, now)
    return found


def withdraw(*, number: str, person_id: UUID, now: datetime) -> bool:
    """End a request as its own writer wishes; return whether there was something to end."""
    open_ones = RightsRequest.objects.filter(number=number, person_id=person_id).exclude(state__in=RightsRequest.ENDED)
    return bool(open_ones.update(state=STATE.WITHDRAWN, ended_at=now))


def stop_news(*, person_id: UUID | None, email: str) -> None:
    """End everything that somebody is sent by subscriptions, to whatever address."""
    if person_id is not None:
        Subscription.objects.filter(person_id=person_id).delete()
    if email:
        Subscription.objects.filter(email=email).delete()


def _fresh(kind: str, place: str, words: str, language: str, now: datetime) -> RightsRequest:
    law = deadlines.law_of(place)
    term = deadlines.TERMS[law].get(deadlines.Kind(kind))
    if term is None:
        raise NotUnderThisLaw
    came = deadlines.day_of(law, now)
    return RightsRequest(
        number="".join(secrets.choice(CLEAR) for _ in range(REFERENCE_LENGTH)),
        kind=kind,
        law=law.value,
        place=place,
        state=STATE.RECEIVED,
        language=language or settings.LANGUAGE_CODE,
        words=words,
        came_at=now,
        confirm_date=deadlines.ends(term.confirm, came=came, place=place) if term.confirm else None,
        due_date=deadlines.ends(term.answer, came=came, place=place),
    )


def _confirm(row: RightsRequest, now: datetime) -> None:
    row.state, row.confirmed_at = STATE.CONFIRMED, now


def _go_on(row: RightsRequest, now: datetime) -> None:
    """Tell whoever wrote that it is here, and staff; or do what needs no staff."""
    if row.kind in AT_ONCE:
        _do_at_once(row, now)
        request_mails.post("request-answered", row, now=now)
        return
    request_mails.post("request-received", row, now=now)
    request_mails.tell_staff("request-came", [row], now=now)


def _do_at_once(row: RightsRequest, now: datetime) -> None:
    if row.kind == KIND.MARKETING:
        stop_news(person_id=row.person_id, email=request_mails.address_of(row))
        if row.person_id is not None:
            objections.make(person_id=row.person_id, what=Objection.What.MARKETING, now=now)
    elif row.kind == KIND.OPT_OUT and row.person_id is not None:
        no = dict.fromkeys(consent.NAMES, False)
        with override(row.language):
            words = row.get_kind_display()
        record_answers(person_id=row.person_id, answers=no, language=row.language, now=now, words=words)
    with override(row.language):
        row.state, row.ended_at, row.answer = STATE.ANSWERED, now, str(AT_ONCE[row.kind])
    row.save(update_fields=["state", "ended_at", "answer"])


def _let_go(leaving: Leaving) -> None:
    """Empty the requests of whoever leaves: that they were answered in time can be shown without what was said."""
    named = Q(person_id__in=leaving.people) | Q(email__in=leaving.emails)
    held = holds.held(RightsRequest._meta.label, now=leaving.now)  # noqa: SLF001 - Django documents it
    theirs = RightsRequest.objects.filter(named).exclude(pk__in=held)
    erased = {"person": None, "email": "", "words": "", "answer": "", "extension": ""}
    unanswered = theirs.exclude(state__in=RightsRequest.ENDED)
    unanswered.filter(kind__in=(KIND.ERASURE, KIND.DELETE)).update(state=STATE.ANSWERED, ended_at=leaving.now, **erased)
    unanswered.update(state=STATE.WITHDRAWN, ended_at=leaving.now, **erased)
    theirs.update(**erased)


#: What is done with requests when somebody is erased; `apps.py` adds it to the list.
STEP: Final = Step("requests say nothing any more", 70, _let_go)
