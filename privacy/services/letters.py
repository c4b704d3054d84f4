"""What people write to the operator by a form: kept, numbered, answered, and read by whoever wrote on a page of it.

promise: CON-1, CHI-3, DAT-3, DAT-6
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from privacy import emails
from privacy.models import Letter, Reply

#: Letters and digits that nobody confuses on the telephone.
CLEAR: Final = "23456789ACDEFGHJKMNPQRTUVWXY"
REFERENCE_LENGTH: Final = 8
#: In how long a law wants it done: the TAKE IT DOWN Act (United States, 2025), section 3, wants the picture gone.
DUE_IN: Final[Mapping[str, timedelta]] = {Letter.Kind.INTIMATE: timedelta(hours=48)}
#: How long before that the operator is reminded.
BEFORE: Final = timedelta(hours=12)
SALT: Final = "chatear.privacy.letters"


class NotTheirs(Exception):
    """The address of a letter's page is not the one that its writer was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody filled in."""

    kind: str
    body: str
    email: str = ""
    name: str = ""
    place: str = ""
    is_proved: bool = False  # their browser solved a riddle


@transaction.atomic
def receive(*, written: Written, language: str, root: str, person_id: UUID | None, now: datetime) -> Letter:
    """Keep what somebody wrote, and tell the operator; and the writer, if they left an address."""
    due_in = DUE_IN.get(written.kind)
    letter = Letter.objects.create(
        reference="".join(secrets.choice(CLEAR) for _ in range(REFERENCE_LENGTH)),
        kind=written.kind,
        person_id=person_id,
        email=written.email,
        name=written.name,
        place=written.place,
        language=language,
        body=written.body,
        is_proved=written.is_proved,
        came_at=now,
        due_at=now + due_in if due_in else None,
    )
    # The words stay here: mail servers keep copies, and what is said of a child is for few eyes.
    _tell_operator("letter-came", letter, now)
    if letter.email:
        _tell_writer("letter-received", letter, root, now)
    return letter


@transaction.atomic
def answer(*, letter_id: int, staff_id: UUID, body: str, root: str, now: datetime) -> None:
    """Answer a letter: on its page, and by a mail that leads there if an address was left; it is done with that."""
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    Reply.objects.create(letter=letter, staff_id=staff_id, is_ours=True, body=body, at=now)
    Letter.objects.filter(pk=letter_id).update(done_at=letter.done_at or now, taken_by_id=staff_id)
    if letter.email:
        _tell_writer("letter-answered", letter, root, now)


@transaction.atomic
def write_back(*, reference: str, key: str, body: str, now: datetime) -> Letter:
    """Add what the writer of a letter has to say to the answer; the letter is open again.

    :raises NotTheirs: if the address is not that letter's
    """
    letter = Letter.objects.select_for_update().get(pk=of_writer(reference=reference, key=key).pk)
    Reply.objects.create(letter=letter, is_ours=False, body=body, at=now)
    Letter.objects.filter(pk=letter.pk).update(done_at=None)
    _tell_operator("letter-came", letter, now)
    return letter


def take(*, letter_id: int, staff_id: UUID) -> None:
    """Let others of staff see that somebody is at it."""
    Letter.objects.filter(pk=letter_id).update(taken_by_id=staff_id)


def finish(*, letter_id: int, now: datetime) -> None:
    """Put a letter away that was acted upon; the first time stands."""
    Letter.objects.filter(pk=letter_id, done_at=None).update(done_at=now)


def of_writer(*, reference: str, key: str) -> Letter:
    """Return the letter whose page somebody has the address of.

    :raises NotTheirs: if there is none, or the address is another's
    """
    letter = Letter.objects.filter(reference=reference).first()
    if letter is None or not constant_time_compare(key, key_of(reference)):
        raise NotTheirs
    return letter


def key_of(reference: str) -> str:
    """Return what opens a letter's page, beside its number: 32 hexadecimal digits that only we can make."""
    return salted_hmac(SALT, reference, algorithm="sha256").hexdigest()[:32]


def remind(*, now: datetime) -> None:
    """Tell the operator which letters are due soon, or overdue by law; once each."""
    for letter in Letter.objects.filter(done_at=None, due_at__lte=now + BEFORE).order_by("due_at"):
        reminded = Letter.Reminded.OVERDUE if letter.due_at and letter.due_at <= now else Letter.Reminded.BEFORE
        if letter.reminded < reminded:
            with transaction.atomic():
                Letter.objects.filter(pk=letter.pk).update(reminded=reminded)
                _tell_operator("letter-due", letter, now)


def forget_of(*, person_id: UUID) -> None:
    """Delete what somebody wrote, with the address they left. promise: CHI-2"""
    Letter.objects.filter(person_id=person_id).delete()


def _tell_operator(template: str, letter: Letter, now: datetime) -> None:
    content = {"reference": letter.reference, "kind": letter.kind}
    emails.post(template, to=str(settings.OPERATOR["email"]), language=settings.LANGUAGE_CODE, content=content, now=now)


def _tell_writer(template: str, letter: Letter, root: str, now: datetime) -> None:
    """Send a mail that leads to the letter's page; no word of the letter is in it."""
    with override(letter.language):
        page = reverse("accounts:letter", args=[letter.reference, key_of(letter.reference)])
    content = {"reference": letter.reference, "kind": letter.kind, "link": f"{root}{page}"}
    emails.post(template, to=letter.email, language=letter.language, content=content, now=now)
