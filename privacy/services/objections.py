"""Objecting to what we do because we think it fair: noted, and it ends at once (promise: RGT-4)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from privacy.models import Objection, Subscription


def make(*, person_id: UUID, what: str, now: datetime) -> None:
    """Note an objection; the first time stands."""
    Objection.objects.get_or_create(person_id=person_id, what=what, defaults={"objected_at": now})


@transaction.atomic
def stop_news(*, person_id: UUID, email: str, now: datetime) -> None:
    """Send somebody no newsletter any more, whichever way it was asked for. promise: RGT-4, DAT-5"""
    make(person_id=person_id, what=Objection.What.MARKETING, now=now)
    theirs = Q(person_id=person_id) | (Q(email=email) if email else Q(pk__in=()))
    Subscription.objects.filter(theirs, what=Subscription.What.NEWS).delete()


def end(*, what: str, person_id: UUID | None, email: str = "") -> None:
    """Forget an objection of somebody who wants it after all, known by their account or their address."""
    theirs = Q(pk__in=())
    if person_id is not None:
        theirs |= Q(person_id=person_id)
    if email:
        theirs |= Q(person__email=email)
    Objection.objects.filter(theirs, what=what).delete()


def of(*, person_id: UUID) -> dict[str, datetime]:
    """Return to what somebody objects, and since when."""
    return dict(Objection.objects.filter(person_id=person_id).values_list("what", "objected_at"))
