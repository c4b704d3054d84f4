"""The mails that a copy on one machine keeps as files instead of sending them, for whoever tries it out."""

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import addresses

#: What Django's file backend writes after each mail.
RULE: Final = b"\n" + b"-" * 79 + b"\n"
MOST: Final = 100
#: A mail is shown in a frame without an address of its own; its links open in the page around it.
BEFORE: Final = '<base target="_top">'


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail as its reader would have it."""

    subject: str
    to: str
    date: str
    text: str
    html: str


def kept(folder: Path) -> list[Kept]:
    """Return the last mails in a folder, the newest first."""
    files = sorted(folder.glob("*.log"), key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
    return [mail for file in files[:MOST] for mail in reversed(_in(file))][:MOST]


def _in(file: Path) -> list[Kept]:
    return [_read(part) for part in file.read_bytes().split(RULE) if part.strip()]


def _read(raw: bytes) -> Kept:
    message = email.message_from_bytes(raw, EmailMessage, policy=email.policy.default)
    return Kept(
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        date=str(message["Date"] or ""),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


@csp_update({"style-src": ["'unsafe-inline'"]})  # mails have no style sheets
@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the mails, on the machine that keeps them and nowhere else: their links open accounts."""
    if not addresses.is_here(addresses.of_request(request)):
        raise Http404
    return render(request, "mails.html", {"mails": kept(Path(settings.EMAIL_FILE_PATH)), "before": BEFORE})
