"""The mails about requests: to whoever asked, in their language, and to staff."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from privacy import emails
from privacy.models import RightsRequest


def address_of(row: RightsRequest) -> str:
    """Return where answers go: to the account's address, or the one that was left; a guest reads them on the page."""
    return (row.person.email or "") if row.person is not None else row.email


def post(template: str, row: RightsRequest, *, now: datetime, link: str = "") -> None:
    """Have a mail about a request sent to whoever made it, if they have an address."""
    to = address_of(row)
    if not to:
        return
    with override(row.language):
        content = {
            "number": row.number,
            "kind": row.get_kind_display(),
            "law": row.get_law_display(),
            "due": date_format(row.due_date, "DATE_FORMAT"),
            "reason": row.extension,
            "answer": row.answer,
            "paragraphs": [each.strip() for each in row.answer.split("\n\n")],
            "is_refused": row.state == RightsRequest.State.REFUSED,
            "has_account": row.person_id is not None,
            "link": link,
        }
    emails.post(template, to=to, language=row.language, content=content, now=now)


def tell_staff(template: str, rows: Sequence[RightsRequest], *, now: datetime) -> None:
    """Have a mail sent to staff that names requests by number and day alone: mail servers keep copies."""
    with override(settings.LANGUAGE_CODE):
        named = [
            {"number": row.number, "due": date_format(row.due_date, "DATE_FORMAT"), "days": row.days_left(now)}
            for row in rows
        ]
    content = {"requests": named}
    to = str(settings.OPERATOR["email"])
    emails.post(template, to=to, language=settings.LANGUAGE_CODE, content=content, now=now)
