"""Telling account holders of a new version of the policy, once, by e-mail (promise: SCO-3).

Whoever is due is found by what is not there yet: a lost run is made good by the next one. Who wants their data not to
be used is told once they lift that (reliability P-14); until then the page asks them, should they come.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import override

from privacy import emails, policy
from privacy.models import Consent, PolicyNews

#: How many are told in one run; the next one comes a minute later.
AT_ONCE: Final = 200


def tell_of_policy(*, root: str, now: datetime) -> int:
    """Write to account holders who do not know of the version that holds; return how many were written to."""
    people = _to_tell()[:AT_ONCE]
    return sum(_tell(person_id, root=root, now=now) for person_id in people.values_list("pk", flat=True))


def _to_tell() -> QuerySet[Any]:
    """Return those with an account who neither accepted the version that holds nor were told of it."""
    members: QuerySet[Any] = get_user_model().objects.all()
    if len(policy.VERSIONS) == 1:  # nothing came before it
        return members.none()
    version = policy.current().number
    told = PolicyNews.objects.filter(person=OuterRef("pk"), version=version)
    accepted = Consent.objects.filter(person=OuterRef("pk"), version=version, what=Consent.What.POLICY)
    reached = members.filter(is_active=True, restricted_at=None, email__isnull=False).exclude(email="")
    return reached.filter(~Exists(told), ~Exists(accepted)).order_by("pk")


@transaction.atomic
def _tell(person_id: UUID, *, root: str, now: datetime) -> bool:
    """Write to one person, if nobody else just did; the row and the mail come together or not at all."""
    version = policy.current()
    _row, is_first = PolicyNews.objects.get_or_create(
        person_id=person_id, version=version.number, defaults={"told_at": now}
    )
    person = get_user_model().objects.filter(pk=person_id).values("email", "language").first()
    if not is_first or person is None:
        return False
    language = person["language"] or settings.LANGUAGE_CODE
    emails.post("policy-news", to=person["email"], language=language, content=_content(language, root), now=now)
    return True


def _content(language: str, root: str) -> dict[str, Any]:
    """Return what the mail says, in words without links: what changed in short, and where it is shown in full."""
    with override(language):
        changes, whole = reverse("privacy:changes"), reverse("privacy:policy")
    return {
        "news": [policy.plain(words) for words in policy.news(policy.current(), language)],
        "changes": root + changes,
        "policy": root + whole,
    }
