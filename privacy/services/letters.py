"""What people write to the operator by a form: kept, numbered, answered by a mail that says so."""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from privacy import emails
from privacy.models import Letter

#: Letters and digits that nobody confuses on the telephone.
CLEAR: Final = "23456789ACDEFGHJKMNPQRTUVWXY"
REFERENCE_LENGTH: Final = 8


@transaction.atomic
def receive(*, kind: str, body: str, email: str, language: str, person_id: UUID | None, now: datetime) -> Letter:
    """Keep what somebody wrote, and tell the operator; and the writer, if they left an address.

    promise: CON-1, CHI-3
    """
    letter = Letter.objects.create(
        reference="".join(secrets.choice(CLEAR) for _ in range(REFERENCE_LENGTH)),
        kind=kind,
        person_id=person_id,
        email=email,
        language=language,
        body=body,
        came_at=now,
    )
    content = {"reference": letter.reference, "kind": letter.kind}
    # The words stay here: mail servers keep copies, and what is said of a child is for few eyes.
    emails.post(
        "letter-came", to=str(settings.OPERATOR["email"]), language=settings.LANGUAGE_CODE, content=content, now=now
    )
    if email:
        emails.post("letter-received", to=email, language=language, content=content, now=now)
    return letter


def finish(*, letter_id: int, now: datetime) -> None:
    """Put a letter away that was acted upon; the first time stands."""
    Letter.objects.filter(pk=letter_id, done_at=None).update(done_at=now)


def forget_of(*, person_id: UUID) -> None:
    """Delete what somebody wrote, with the address they left. promise: CHI-2"""
    Letter.objects.filter(person_id=person_id).delete()
