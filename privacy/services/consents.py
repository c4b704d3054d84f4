"""What privacy writes."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import override

from privacy import consent, policy
from privacy.models import Consent, Erasure, Letter, Objection, RightsRequest, Subscription, Wording
from privacy.selectors import AT_THE_DOOR


def record_consent(*, person_id: UUID, what: str, version: str, language: str, how: str, now: datetime) -> None:
    """Keep that a person agreed to a version of something; twice is once. promise: SCO-2, CHI-1"""
    with override(language or None):
        words = _kept(consent.ticked(what), language)
    Consent.objects.get_or_create(
        person_id=person_id,
        what=what,
        version=version,
        defaults={"language": language, "words": words, "how": how, "given_at": now},
    )


def record_answers(
    *, person_id: UUID, answers: Mapping[str, bool], language: str, now: datetime, words: str = ""
) -> None:
    """Keep what a person answered, by the names of purposes; what they had said already is no news. promise: COO-5

    :param words: how it was asked, in their language; by default as the page about it does
    """
    before = consent.answers_of(person_id=person_id)
    Consent.objects.bulk_create(
        Consent(
            person_id=person_id,
            what=purpose.what,
            version=policy.current().number,
            language=language,
            words=_kept(words or _words_about(purpose, language), language),
            how=Consent.How.CHOICE,
            is_given=answers[purpose.name],
            given_at=now,
        )
        for purpose in consent.purposes()
        if purpose.name in answers and before.get(purpose.name) != answers[purpose.name]
    )


def _words_about(purpose: consent.Purpose, language: str) -> str:
    with override(language or None):
        return purpose.words


def _kept(text: str, language: str) -> Wording:
    """Return the row of a sentence; each is kept once, whoever said yes or no to it."""
    digest = sha256(f"{language}\n{text}".encode()).hexdigest()
    return Wording.objects.get_or_create(digest=digest, defaults={"language": language, "text": text})[0]


def hand_over(*, guest_id: UUID, member_id: UUID) -> None:
    """Make what a guest agreed and objected to, subscribed to, wrote and asked the member's who they turn out to be.

    What the member had already agreed to at the door stays the member's own record; the guest's goes with the guest,
    and so does that the guest was to be erased: nobody loses an account by what they once pressed as a guest.
    """
    again = Consent.objects.filter(
        person_id=member_id, what=OuterRef("what"), version=OuterRef("version"), what__in=AT_THE_DOOR
    )
    Consent.objects.filter(~Exists(again), person_id=guest_id).update(person_id=member_id)
    Subscription.objects.filter(person_id=guest_id).update(person_id=member_id)
    Letter.objects.filter(person_id=guest_id).update(person_id=member_id)
    RightsRequest.objects.filter(person_id=guest_id).update(person_id=member_id)
    same = Objection.objects.filter(person_id=member_id, what=OuterRef("what"))
    Objection.objects.filter(~Exists(same), person_id=guest_id).update(person_id=member_id)
    Erasure.objects.filter(person_id=guest_id).delete()
