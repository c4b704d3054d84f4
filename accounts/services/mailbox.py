"""Whose an e-mail address is: it holds once a mailed link was opened and its button pressed.

No page tells whether an address is known here; only its owner hears, by mail (reliability T63).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, Final, Literal

from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from accounts import gates, throttle
from accounts.identities import identity_hash
from accounts.models import AddressChange, Person
from privacy import emails

from .entry import KeptOut

LASTS: Final = timedelta(hours=24)
SALT: Final = "chatear.accounts.mailbox"
Side = Literal["old", "new"]


class LinkIsOver(Exception):
    """A mailed link is wrong, too old, was used, or a later one took its place."""


class Outcome(Enum):
    """What a confirmation led to."""

    HOLDS = auto()
    OTHER_WAITS = auto()  # the other address has yet to say yes
    TAKEN = auto()  # another member confirmed it first


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a mail of ours: in which language, and where this site is for them."""

    language: str
    root: str  # "https://chatear.example"

    def link(self, page: str, *args: str) -> str:
        """Return a whole address of a page."""
        with override(self.language):
            return self.root + reverse(page, args=args)


def count_mail(email: str, *, now: datetime) -> None:
    """Count a mail that somebody has sent to an address by typing it.

    :raises throttle.TooOften: if it had too many
    """
    throttle.take_turn_of("mail", whom=identity_hash("email", email), now=now)


@transaction.atomic
def begin(*, person: Person, email: str, reader: Reader, now: datetime) -> None:
    """Ask by mail whether an address is a person's: the new one, and the one that they have."""
    change, _ = AddressChange.objects.update_or_create(
        person=person,
        defaults={"email": email, "began_at": now, "old_confirmed_at": None, "new_confirmed_at": None},
    )
    template, content = _to_the_new(change, reader, now)
    emails.post(template, to=email, language=reader.language, content=content, now=now)
    if person.email:
        content = {"link": _link(change, "old", reader), "new": email}
        emails.post("confirm-leaving", to=person.email, language=reader.language, content=content, now=now)


def _to_the_new(change: AddressChange, reader: Reader, now: datetime) -> tuple[str, dict[str, Any]]:
    until = gates.identity_excluded_until(identity_hash=identity_hash("email", change.email), now=now)
    if until is not None:
        return kept_out(until, reader)
    if Person.objects.filter(email=change.email).exclude(pk=change.person_id).exists():
        return "already-here", {"login": reader.link("accounts:login"), "reset": reader.link("accounts:ask_reset")}
    return "confirm-address", {"link": _link(change, "new", reader)}


def kept_out(until: datetime, reader: Reader) -> tuple[str, dict[str, Any]]:
    """Return the mail to somebody who must stay out, although no page tells them so."""
    return "kept-out", {"until": f"{until:%Y-%m-%d %H:%M} UTC", "rights": reader.link("privacy:policy")}


def _link(change: AddressChange, side: Side, reader: Reader) -> str:
    return reader.link("accounts:confirm", signing.dumps([change.pk, change.began_at.isoformat(), side], salt=SALT))


def asked(*, token: str, now: datetime) -> tuple[AddressChange, Side]:
    """Return what a mailed link is about.

    :raises LinkIsOver: if it is about nothing any more
    """
    try:
        change_id, began, side = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature as error:
        raise LinkIsOver from error
    change = AddressChange.objects.select_related("person").filter(pk=change_id, began_at__gt=now - LASTS).first()
    if change is None or change.began_at.isoformat() != began:
        raise LinkIsOver
    return change, side


@transaction.atomic
def confirm(*, token: str, now: datetime) -> Outcome:
    """Keep that one side has said yes; once both have, the address is the person's, and a guest is a member.

    :raises LinkIsOver: if the link is about nothing any more
    :raises KeptOut: if whoever has the mailbox must stay out
    """
    change, side = asked(token=token, now=now)
    change = AddressChange.objects.select_for_update(of=("self",)).select_related("person").get(pk=change.pk)
    until = gates.identity_excluded_until(identity_hash=identity_hash("email", change.email), now=now)
    if until is not None:
        raise KeptOut(until)
    setattr(change, f"{side}_confirmed_at", now)
    change.save(update_fields=[f"{side}_confirmed_at"])
    if change.new_confirmed_at is None or (change.person.email and change.old_confirmed_at is None):
        return Outcome.OTHER_WAITS
    change.delete()
    return _hold(change.person, change.email, now)


def _hold(person: Person, email: str, now: datetime) -> Outcome:
    person.email, person.member_since = email, person.member_since or now
    try:
        with transaction.atomic():
            person.save(update_fields=["email", "member_since"])
    except IntegrityError:  # two people waited for one address, and the other was first
        return Outcome.TAKEN
    return Outcome.HOLDS
