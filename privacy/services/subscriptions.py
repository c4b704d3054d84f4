"""Notices and the newsletter: sent to an address once its owner has said so, until a link in each mail ends it.

promise: DAT-5
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from privacy import emails
from privacy.models import Objection, Subscription
from privacy.selectors import who_wants_no_news

from . import objections

#: How long an address waits to be confirmed.
WAITS: Final = timedelta(days=7)
CONFIRM: Final = "chatear.privacy.subscriptions.confirm"
END: Final = "chatear.privacy.subscriptions.end"


class LinkIsOver(Exception):
    """A mailed link is wrong or too old, or what it is about is not there any more."""


@transaction.atomic
def ask(
    *, what: str, email: str, person_id: UUID | None, own_email: str, language: str, root: str, now: datetime
) -> bool:
    """Note that an address wants to be sent something; return whether that holds at once.

    Only notices to an account's own address do, which is confirmed already. Every other address is asked by mail, the
    same whether we know it or not.
    """
    at_once = what == Subscription.What.NOTICES and email == own_email
    fresh = {"person_id": person_id, "language": language, "asked_at": now, "confirmed_at": now if at_once else None}
    row, is_new = Subscription.objects.select_for_update().get_or_create(email=email, what=what, defaults=fresh)
    if not is_new and (row.confirmed_at is None or at_once):
        Subscription.objects.filter(pk=row.pk).update(**fresh)
        row.asked_at = now
    if not at_once:
        content = {"what": what, "link": _link("confirm", CONFIRM, row, language, root)}
        emails.post("subscribe", to=email, language=language, content=content, now=now)
    return at_once


def asked(*, token: str, now: datetime) -> Subscription:
    """Return which subscription a mailed link is to confirm.

    :raises LinkIsOver: if there is none
    """
    row = _of(token, CONFIRM)
    if row.confirmed_at is None and row.asked_at + WAITS <= now:
        raise LinkIsOver
    return row


@transaction.atomic
def confirm(*, token: str, now: datetime) -> Subscription:
    """Begin to send; a second time changes nothing.

    :raises LinkIsOver: if there is nothing to confirm
    """
    row = asked(token=token, now=now)
    Subscription.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_at=now)
    objections.end(what=Objection.What.MARKETING, person_id=row.person_id, email=row.email)  # they want it after all
    return row


def to_end(*, token: str) -> Subscription:
    """Return which subscription a link in a mail of it ends.

    :raises LinkIsOver: if it was ended
    """
    return _of(token, END)


def end(*, token: str) -> None:
    """End a subscription by the link in a mail of it, and forget the address; twice is once."""
    try:
        _of(token, END).delete()
    except LinkIsOver:
        return


def end_own(*, subscription_id: int, person_id: UUID) -> None:
    """End one of a person's own subscriptions; somebody else's is left alone."""
    Subscription.objects.filter(pk=subscription_id, person_id=person_id).delete()


def subscriptions_of(*, person_id: UUID) -> list[Subscription]:
    """Return what a person is sent, or will be once it is confirmed."""
    return list(Subscription.objects.filter(person_id=person_id).order_by("what", "email"))


@transaction.atomic
def send(*, what: str, issue: Mapping[str, tuple[str, str]], root: str, now: datetime) -> int:
    """Have an issue mailed to everybody who confirmed, in their language or else in English; return to how many.

    :param issue: subject and text by language; English is there
    """
    nobody = who_wants_no_news()
    no_news = Q(person__in=nobody) | Q(email__in=nobody.filter(email__isnull=False).values("email"))
    readers = Subscription.objects.filter(what=what, confirmed_at__lte=now).exclude(no_news).order_by("pk")
    count = 0
    for row in readers.iterator(chunk_size=1000):
        subject, text = issue.get(row.language) or issue[settings.LANGUAGE_CODE]
        post(row, subject=subject, text=text, root=root, now=now)
        count += 1
    return count


def post(row: Subscription, *, subject: str, text: str, root: str, now: datetime) -> None:
    """Mail something to one subscriber, with the way out that mail programs show as a button (RFC 8058)."""
    link = _link("unsubscribe", END, row, row.language, root)
    content = {"subject": subject, "paragraphs": text.strip().split("\n\n"), "what": row.what, "unsubscribe": link}
    headers = {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    emails.post("issue", to=row.email, language=row.language, content=content, headers=headers, now=now)


def _link(page: str, salt: str, row: Subscription, language: str, root: str) -> str:
    """Return a link that works for one asking: whoever ended it and asks again has new ones."""
    token = signing.dumps([row.pk, row.asked_at.isoformat()], salt=salt)
    with override(language):
        return root + reverse(f"privacy:{page}", args=[token])


def _of(token: str, salt: str) -> Subscription:
    try:
        row_id, asked_at = signing.loads(token, salt=salt)
    except (signing.BadSignature, ValueError) as error:
        raise LinkIsOver from error
    row = Subscription.objects.filter(pk=row_id).first()
    if row is None or row.asked_at.isoformat() != asked_at:
        raise LinkIsOver
    return row
