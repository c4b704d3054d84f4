"""Members who stay away: told by mail a month before, then erased; whoever comes back stays (promise: RET-2, P-08)."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from accounts.age import months_after
from accounts.models import Person
from privacy import emails
from privacy.models import Erasure
from privacy.services import erasures


def look_after(*, root: str, now: datetime) -> None:
    """Keep those who came back, and tell those who stayed away for a month less than is too long.

    Who is told has a day: the erasure waits until then, and is begun with all the others that are due.
    """
    for row in _waiting().filter(person__last_seen_date__gte=F("asked_at__date")).values("person_id"):
        erasures.end_open(person_id=row["person_id"], why=Erasure.Why.INACTIVITY, now=now)
    for person in _who_stay_away(now).order_by("pk").iterator(chunk_size=500):
        last = person.last_seen_date
        if last is not None and months_after(last, settings.MEMBER_MONTHS - 1) <= now.date():
            _tell(person, root, now)


def _waiting() -> QuerySet[Erasure]:
    return Erasure.objects.filter(why=Erasure.Why.INACTIVITY, state=Erasure.State.ASKED)


def _who_stay_away(now: datetime) -> QuerySet[Person]:
    """Return members who were last here so long ago that they are to be told, or nearly, and were not."""
    edge = months_after(now.date(), 1 - settings.MEMBER_MONTHS) + timedelta(days=3)  # the longest month has 3 days more
    is_known = Exists(Erasure.objects.filter(person=OuterRef("pk"), state__in=Erasure.OPEN))
    people: QuerySet[Person] = Person.objects.members().unrestricted()
    return people.filter(~is_known, is_active=True, last_seen_date__lte=edge)


@transaction.atomic
def _tell(person: Person, root: str, now: datetime) -> None:
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.last_seen_date != person.last_seen_date or locked.last_seen_date is None:  # just came back
        return
    day = ends_on(locked.last_seen_date, now.date())
    due_at = datetime.combine(day, time(), UTC)
    erasures.add(person_id=locked.pk, why=Erasure.Why.INACTIVITY, now=now, due_at=due_at)
    if locked.email:
        with override(locked.language or settings.LANGUAGE_CODE):
            content = {
                "day": date_format(day, "DATE_FORMAT"),
                "months": settings.MEMBER_MONTHS - 1,
                "link": f"{root}{reverse('accounts:login')}",
            }
        emails.post("long-away", to=locked.email, language=locked.language, content=content, now=now)


def ends_on(last_seen: date, today: date) -> date:
    """Return the day on which somebody is erased: some months after they came last, a month at least from today."""
    return max(months_after(last_seen, settings.MEMBER_MONTHS), months_after(today, 1))
