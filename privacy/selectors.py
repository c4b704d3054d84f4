"""What privacy reads."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, Sum
from django.utils.translation import gettext

from . import catalogue, policy
from .inventory import CATEGORIES, Holding
from .looked import Told, tell
from .models import Consent, Disclosure, LegalHold, LookedAt, Objection, RightsRequest

#: What must have been agreed to before the chat.
AT_THE_DOOR = (Consent.What.POLICY, Consent.What.AGE)


def who_wants_no_use() -> Any:
    """Return those whose data is to be kept and not used: whatever works by itself leaves them out. P-14"""
    return get_user_model()._default_manager.filter(restricted_at__isnull=False)  # noqa: SLF001


def who_wants_no_news() -> Any:
    """Return those who are not to be written to by ourselves: they object, or their data is not to be used."""
    objects = Exists(Objection.objects.filter(person=OuterRef("pk"), what=Objection.What.MARKETING))
    return get_user_model()._default_manager.filter(objects | Q(restricted_at__isnull=False))  # noqa: SLF001


def is_left_alone(*, person_id: UUID) -> bool:
    """Whether somebody is not to be counted: they object, or their data is to be kept and not used. P-14"""
    objects = Objection.objects.filter(person_id=person_id, what=Objection.What.COUNTING)
    return objects.exists() or who_wants_no_use().filter(pk=person_id).exists()


def has_accepted(*, person_id: UUID, version: str | None = None) -> bool:
    """Whether a person has accepted a version of the policy, by default the current one, and stated their age."""
    version = version or policy.current().number
    given = Consent.objects.filter(person_id=person_id, what__in=AT_THE_DOOR, version=version)
    return given.count() == len(AT_THE_DOOR)


def accepted_last(*, person_id: UUID) -> str:
    """Return the version of the policy that a person accepted last; empty if none."""
    given = Consent.objects.filter(person_id=person_id, what=Consent.What.POLICY).order_by("-given_at", "-pk")
    return given.values_list("version", flat=True).first() or ""


def last_answers(*, person_id: UUID, about: Collection[str]) -> dict[str, bool]:
    """Return what a person said last to each of some questions that may be answered anew at any time."""
    rows = Consent.objects.filter(person_id=person_id, what__in=about).order_by("given_at", "pk")
    return dict(rows.values_list("what", "is_given"))


@dataclass(frozen=True, slots=True)
class HeldRows:
    """How many rows one table has of somebody, and what for."""

    title: str
    purpose: str
    kept: str
    count: int


def held_of(*, person_id: UUID, email: str) -> dict[str, list[HeldRows]]:
    """Return what is held of somebody, by the words of the categories of the policy (promise: RGT-4, DAT-1 to DAT-13).

    It is counted by the inventory: what is not declared there does not exist, or a test fails.
    """
    found: dict[str, list[HeldRows]] = {}
    for label, holding in catalogue.tables().items():
        count = _count(label, holding, person_id, email)
        if count:
            row = HeldRows(
                catalogue.title_of(label), gettext(holding.purpose), catalogue.words_on_keeping(holding), count
            )
            found.setdefault(gettext(CATEGORIES[holding.category]), []).append(row)
    return found


def _count(label: str, holding: Holding, person_id: UUID, email: str) -> int:
    theirs = Q(pk__in=())
    if holding.owner:
        theirs |= Q(**{holding.owner: person_id})
    if holding.address and email:
        theirs |= Q(**{holding.address: email})
    return apps.get_model(label)._base_manager.filter(theirs).count() if theirs else 0  # noqa: SLF001


def consents_of(*, person_id: UUID) -> list[Consent]:
    """Return everything that somebody said yes or no to, the last first, with the words. promise: SCO-2"""
    rows = Consent.objects.filter(person_id=person_id).select_related("words")
    return list(rows.order_by("-given_at", "-pk"))


def requests_of(*, person_id: UUID) -> list[RightsRequest]:
    """Return what somebody asked by right, the last first. promise: RGT-4"""
    return list(RightsRequest.objects.filter(person_id=person_id).order_by("-came_at", "-pk"))


def looks_at(*, person_id: UUID) -> list[Told]:
    """Return when which role of our staff looked at somebody, and why; never who. The last first (promise: SEC-3)."""
    return [tell(look) for look in LookedAt.objects.filter(person_id=person_id).order_by("-day", "-pk")]


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """How often the law kept or took something, as everybody may know it (promise: DAT-20, DIS-1, DIS-3)."""

    holds_now: int
    holds_in_a_year: int
    disclosures_in_a_year: int
    people_in_a_year: int


def public_numbers(*, now: datetime) -> PublicNumbers:
    """Return how many legal holds there are and were, and how often data of how many people was handed on."""
    year = now - timedelta(days=365)
    disclosures = Disclosure.objects.filter(made_at__gt=year)
    return PublicNumbers(
        holds_now=LegalHold.objects.standing(now).count(),
        holds_in_a_year=LegalHold.objects.filter(set_at__gt=year).count(),
        disclosures_in_a_year=disclosures.count(),
        people_in_a_year=disclosures.aggregate(people=Sum("people"))["people"] or 0,
    )
