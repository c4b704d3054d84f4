"""Asking by right, as somebody with an account and as somebody without."""

from datetime import UTC, datetime

from django.core import mail
from django.utils import timezone

from privacy import emails
from privacy.models import Outgoing
from privacy.services import requests

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def ask(person, kind="HUMAN", place="NL", **changes):
    """Ask as somebody who has come in."""
    given = {"words": "Why was I kept out?", "language": "nl", "now": NOON}
    return requests.ask(person_id=person.pk, kind=kind, place=place, **(given | changes))


def ask_by_mail(kind="ACCESS", **changes):
    """Ask as somebody without an account."""
    given = {"email": "bea@example.org", "place": "NL", "words": "", "language": "en", "now": NOON}
    given["root"] = "https://chatear.example"
    return requests.ask_without_account(kind=kind, **(given | changes))


def delivered():
    """Send what waits, and return every mail that was sent."""
    for waiting in Outgoing.objects.order_by("pk"):
        emails.send(mail_id=waiting.pk, now=timezone.now())
    return mail.outbox
