"""What Facebook asks of us by itself: to let somebody go, or to delete what it told. providers.md 11.4"""

from datetime import datetime

from django.db import transaction
from social_django.models import UserSocialAuth

from accounts.models import Person
from accounts.social.links import ways_in
from privacy.models import Erasure

from .social import leave
from .told import forget_provider


@transaction.atomic
def deauthorise(*, uid: str) -> None:
    """Unlink somebody who removed our app at Facebook.

    Who has no other way in becomes a guest again: the browser that is signed in goes on, and once nobody comes any more
    the row is forgotten as every idle guest's is.
    """
    person = _unlinked(uid)
    if person is not None and not ways_in(person=person) and not person.is_staff:
        person.member_since = person.email = None
        person.save(update_fields=["member_since", "email"])


@transaction.atomic
def delete_at_request(*, uid: str, now: datetime) -> None:
    """Delete what Facebook told of somebody, the link, and the account where it was the only way in. promise: RGT-4"""
    person = _unlinked(uid)
    if person is None:
        return
    forget_provider(person_id=person.pk, provider="facebook")
    if not ways_in(person=person) and not person.is_staff:
        leave(person, why=Erasure.Why.ELSEWHERE, now=now)


def _unlinked(uid: str) -> Person | None:
    link = UserSocialAuth.objects.filter(provider="facebook", uid=uid).select_related("user").first()
    if link is None:
        return None
    person: Person = link.user
    link.delete()
    return person
