"""A new password: by a mailed link for who has forgotten the old one, or with the old one."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction

from accounts import gates, throttle
from accounts.identities import identity_hash
from accounts.models import AddressChange, Person
from privacy import emails

from . import hashing, mailbox, open_sessions
from .entry import KeptOut


class WrongPassword(Exception):
    """The password is not the one that holds now."""


def ask_reset(*, email: str, reader: mailbox.Reader, now: datetime) -> None:
    """Mail a link for a new password to a member; somebody else hears by mail that there is no account.

    :raises throttle.TooOften: if this address was written to too often
    """
    mailbox.count_mail(email, now=now)
    until = gates.identity_excluded_until(identity_hash=identity_hash("email", email), now=now)
    member = Person.objects.filter(email=email, is_active=True).first()
    if until is not None:
        template, content = mailbox.kept_out(until, reader)
    elif member is None:
        template, content = "no-account", {"register": reader.link("accounts:register")}
    else:
        link = reader.link("accounts:reset", str(member.pk), default_token_generator.make_token(member))
        template, content = "new-password", {"link": link}
    emails.post(template, to=email, language=reader.language, content=content, now=now)


def may_reset(*, person_id: UUID, token: str) -> bool:
    """Whether a mailed link still sets a new password: not used, not a day old, and no sign-in since."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return person is not None and default_token_generator.check_token(person, token)


def reset(*, person_id: UUID, token: str, password: str, reader: mailbox.Reader, now: datetime) -> Person:
    """Set a new password, and end every session that the old one has opened.

    :raises mailbox.LinkIsOver: if the link sets nothing any more
    :raises KeptOut: if whoever has the mailbox must stay out
    :raises hashing.TooBusy: if too many others are before them
    """
    if not may_reset(person_id=person_id, token=token):
        raise mailbox.LinkIsOver
    encoded = hashing.hashed(password)
    with transaction.atomic():
        person: Person = Person.objects.select_for_update().get(pk=person_id)
        if not default_token_generator.check_token(person, token):
            raise mailbox.LinkIsOver
        until = gates.identity_excluded_until(identity_hash=identity_hash("email", person.email or ""), now=now)
        if until is not None:
            raise KeptOut(until)
        AddressChange.objects.filter(person=person).delete()  # whoever was in before may have begun one
        _set(person, encoded, keep_session="", reader=reader, now=now)
    return person


def change_password(
    *, person: Person, old: str, new: str, keep_session: str, reader: mailbox.Reader, now: datetime
) -> None:
    """Set a new password, and end every session but one.

    :raises WrongPassword: if the old one is wrong
    :raises throttle.TooOften: if it was tried too often
    :raises hashing.TooBusy: if too many others are before them
    """
    prove(person=person, password=old, now=now)
    encoded = hashing.hashed(new)
    with transaction.atomic():
        _set(person, encoded, keep_session=keep_session, reader=reader, now=now)


def change_address(*, person: Person, password: str, email: str, reader: mailbox.Reader, now: datetime) -> None:
    """Ask both addresses whether a member's is to change; who has no password yet is asked by mail alone.

    :raises WrongPassword: if the password is wrong
    :raises throttle.TooOften: if it was tried, or the address written to, too often
    """
    if person.has_usable_password():
        prove(person=person, password=password, now=now)
    mailbox.count_mail(email, now=now)
    mailbox.begin(person=person, email=email, reader=reader, now=now)


def prove(*, person: Person, password: str, now: datetime) -> None:
    """Make sure that who sits there knows the password, and is not only in a browser left open.

    :raises WrongPassword: if they do not
    :raises throttle.TooOften: if it was tried too often
    """
    throttle.take_turn_of("password", whom=f"{person.pk}", now=now)
    if not hashing.matches(person, password):
        raise WrongPassword


def _set(person: Person, encoded: str, *, keep_session: str, reader: mailbox.Reader, now: datetime) -> None:
    person.password = encoded
    person.save(update_fields=["password"])
    open_sessions.end_others(person_id=person.pk, keep=keep_session)
    if person.email:
        content = {"reset": reader.link("accounts:ask_reset")}
        emails.post("password-changed", to=person.email, language=reader.language, content=content, now=now)
