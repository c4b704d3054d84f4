"""Counting visits of those who said that it may be (promise: DAT-2): what began, which pages, how far they came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest

import privacy.services
from accounts import client, geo, usage
from accounts.models import PageView, Person, Visit
from privacy import consent, holds
from privacy.models import Objection


class NotWanted(Exception):
    """The person has said elsewhere that their visits may not be counted; this browser did not know yet."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks for a page, as far as it is counted."""

    person_id: UUID | None
    address: str
    user_agent: str
    language: str
    referrer: str  # a host
    is_return: bool


@transaction.atomic
def note_page(*, visit_id: int | None, page: str, visitor: Visitor, now: datetime) -> int:
    """Note that a page is seen, in the visit that goes on or in a new one; return which visit.

    :raises NotWanted: if the person said no elsewhere
    """
    _must_be_used(visitor)
    if visit_id is None or not _goes_on(visit_id, visitor, now):
        visit_id = _begin(visitor, now)
    for last in PageView.objects.filter(visit_id=visit_id, seconds=None).order_by("-at", "-pk")[:1]:
        _end_page(last, int((now - last.at).total_seconds()))
    PageView.objects.create(visit_id=visit_id, page=page, at=now)
    return visit_id


@transaction.atomic
def note_entry(*, visit_id: int, visitor: Visitor, now: datetime) -> None:
    """Note that the visitor came in.

    :raises NotWanted: if the person said no elsewhere
    """
    _must_be_used(visitor)
    _goes_on(visit_id, visitor, now)


def note_end_of_page(*, visit_id: int, page: str, seconds: int, now: datetime) -> None:
    """Note for how long the page that is left now was open; the next one may have begun already."""
    began = now - timedelta(seconds=seconds) + timedelta(seconds=5)  # as far as two clocks may differ
    seen = PageView.objects.filter(visit_id=visit_id, page=page, seconds=None, at__lte=began).order_by("-at", "-pk")
    for last in seen[:1]:
        _end_page(last, seconds)


def note_first_talk(*, visit_id: int, now: datetime) -> None:
    """Note that a visit came to a talk, which only who has come in can; when, is not kept (promise: RET-7)."""
    visits = Visit.objects.filter(pk=visit_id, entered_at__isnull=False, last_at__gt=now - usage.VISIT_LASTS)
    visits.update(has_talked=True)


def forget_visits_of(*, person_id: UUID | None, visit_id: int | None, now: datetime) -> None:
    """Delete what was counted of whoever takes their yes back: a person's visits, and this browser's. promise: COO-5

    What a legal hold names stays until that ends (promise: DAT-20).
    """
    free = Visit.objects.exclude(pk__in=holds.held("accounts.Visit", now=now))
    if person_id is not None:
        free.filter(person_id=person_id).delete()
    if visit_id is not None:
        free.filter(pk=visit_id).delete()


def delete_visits(visits: Sequence[int], _now: datetime) -> None:
    """Delete visits and their pages, many at once: two statements instead of a look at each row."""
    PageView.objects.filter(visit_id__in=visits).delete()
    Visit.objects.filter(pk__in=visits)._raw_delete(connection.alias)  # noqa: SLF001 - nothing else hangs on a visit


def _goes_on(visit_id: int, visitor: Visitor, now: datetime) -> bool:
    """Prolong a visit if it is not over, and is this person's, or may become it."""
    visits = Visit.objects.filter(pk=visit_id, last_at__gt=now - usage.VISIT_LASTS)
    same = visits.filter(person_id=visitor.person_id) if visitor.person_id else visits.filter(person=None)
    if same.update(last_at=Greatest(F("last_at"), now)):
        return True
    if visitor.person_id is None or not visits.filter(person=None).exists():
        return False
    _make_sure_of_consent(visitor, now)
    return bool(visits.filter(person=None).update(person_id=visitor.person_id, entered_at=now, last_at=now))


def _begin(visitor: Visitor, now: datetime) -> int:
    if visitor.person_id is not None:
        _make_sure_of_consent(visitor, now)
    place, (browser, system) = geo.place_of(visitor.address), client.describe(visitor.user_agent)
    visit = Visit.objects.create(
        person_id=visitor.person_id,
        address_hash=usage.address_hash(visitor.address, now=now),
        began_at=now,
        last_at=now,
        country=place.country if place else "",
        region=place.state if place else "",
        browser=browser,
        system=system,
        language=visitor.language,
        referrer=visitor.referrer,
        is_return=visitor.is_return,
        entered_at=now if visitor.person_id is not None else None,
    )
    return visit.pk


def _must_be_used(visitor: Visitor) -> None:
    """Count nobody who objects to it, or whose data is to be kept and not used (promise: RGT-4; reliability P-14)."""
    if visitor.person_id is None:
        return
    free = Person.objects.unrestricted().filter(pk=visitor.person_id)
    if not free.exclude(objections__what=Objection.What.COUNTING).exists():
        raise NotWanted


def _make_sure_of_consent(visitor: Visitor, now: datetime) -> None:
    """Make this browser's yes the person's, unless they said no elsewhere."""
    assert visitor.person_id is not None  # noqa: S101 - both callers have looked
    said = consent.answers_of(person_id=visitor.person_id).get("usage")
    if said is False:
        raise NotWanted
    if said is None:
        answers = {"usage": True}
        privacy.services.record_answers(
            person_id=visitor.person_id, answers=answers, language=visitor.language, now=now
        )


def _end_page(seen: PageView, seconds: int) -> None:
    PageView.objects.filter(pk=seen.pk).update(seconds=min(max(seconds, 0), usage.LONGEST_PAGE))
