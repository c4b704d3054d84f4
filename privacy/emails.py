"""Mails, as text and as HTML, in the language of whoever gets them.

A mail is a row first and goes out from there: it is sent although the mail server was away, an answer to a visitor
takes as long whether a mail follows or not (reliability T63), and no task carries an address.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from anymail.exceptions import AnymailError  # type: ignore[import-untyped]  # has no types
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override

from .models import Outgoing
from .selectors import who_wants_no_use
from .signals import mail_waits

MOST_TRIES: Final = 8  # the last one a good four hours after the first
FIRST_WAIT: Final = timedelta(minutes=2)
#: Mails that come by themselves: not what somebody asked for just now, nor about what they asked.
UNASKED: Final = frozenset({"issue", "long-away", "policy-news"})


def post(
    template: str,
    *,
    to: str,
    language: str,
    content: dict[str, Any],
    now: datetime,
    headers: dict[str, str] | None = None,
) -> Outgoing:
    """Have a mail sent: `templates/mail/<template>/{subject.txt,body.txt,body.html}` with this content."""
    mail = Outgoing.objects.create(
        template=template,
        to=to,
        language=language or settings.LANGUAGE_CODE,
        content=content,
        headers=headers or {},
        asked_at=now,
        next_at=now,
    )
    transaction.on_commit(partial(mail_waits.send, sender=Outgoing, mail_id=mail.pk))
    return mail


def due(*, now: datetime) -> list[int]:
    """Return which mails wait to be sent, oldest first."""
    return list(_to_send().filter(next_at__lte=now).order_by("pk").values_list("pk", flat=True)[:500])


def _to_send() -> QuerySet[Outgoing]:
    """Leave what comes by itself until somebody lifts that their data is not to be used (reliability P-14)."""
    waits = who_wants_no_use().filter(email__isnull=False).values("email")
    return Outgoing.objects.exclude(template__in=UNASKED, to__in=waits)


@transaction.atomic
def send(*, mail_id: int, now: datetime) -> bool:
    """Send a mail and forget it; put it off if the mail server refuses. Return whether it went.

    Two workers may be told of one mail: the row's lock lets one send it, the other finds nothing.
    """
    mail = _to_send().select_for_update(skip_locked=True).filter(pk=mail_id).first()
    if mail is None:
        return False
    try:
        _message(mail).send()
    except (OSError, AnymailError):  # what smtplib raises is one, and so is a broken connection
        _put_off(mail, now)
        return False
    mail.delete()
    return True


def _put_off(mail: Outgoing, now: datetime) -> None:
    mail.tries += 1
    if mail.tries >= MOST_TRIES:
        mail.delete()
        return
    mail.next_at = now + FIRST_WAIT * 2 ** (mail.tries - 1)
    mail.save(update_fields=["tries", "next_at"])


def _message(mail: Outgoing) -> EmailMultiAlternatives:
    content = mail.content | {"operator": settings.OPERATOR, "LANGUAGE_CODE": mail.language}
    with override(mail.language):
        content["direction"] = "rtl" if get_language_info(mail.language)["bidi"] else "ltr"
        subject, body, html = (
            render_to_string(f"mail/{mail.template}/{part}", content)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    message = EmailMultiAlternatives(" ".join(subject.split()), body.strip() + "\n", to=[mail.to], headers=mail.headers)
    message.attach_alternative(html, "text/html")
    return message
