"""Complaining, and the page of one's receipt (promise: DAT-11)."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language_from_path, get_language_from_request, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import throttle
from accounts.models import Person
from matching import seals
from moderation import pictures, selectors
from moderation.forms import ContestForm
from moderation.policy import RECEIPT_LASTS
from moderation.services import complaints
from moderation.words import OUTCOMES

#: Why a complaint is not taken: the status, and the words.
REFUSALS: Final[Mapping[type[Exception], tuple[int, Promise]]] = {
    complaints.NoSuchReason: (400, _("Choose a reason.")),
    complaints.AlreadyComplained: (409, _("You have complained about this meeting already. One complaint is enough.")),
    seals.HandleForged: (
        404,
        _("We can't tell whom this is about. Reload the page; then write to us, if you need to."),
    ),
    seals.HandleExpired: (
        410,
        _("This meeting is more than 15 minutes ago: we do not know any more who it was. You can still write to us."),
    ),
    seals.BadTranscript: (400, _("The messages could not be read. Send the complaint without them.")),
    pictures.NoPicture: (400, _("The picture could not be read. Send the complaint without it.")),
    pictures.TooLarge: (413, _("The picture is too large. Send the complaint without it.")),
    throttle.TooOften: (429, _("That was too often in a short while. Wait a minute, then try again.")),
    throttle.NobodyCounts: (503, _("This does not work at the moment. Try again in a few seconds.")),
}


@require_POST
@never_cache
def complain(request: HttpRequest) -> HttpResponse:
    """Take a complaint and answer with its receipt and the page that tells its state."""
    with override(language := _language(request)):
        if not isinstance(request.user, Person):
            return _problem(401, _("Come in first: press Start."))
        frame = request.FILES.get("frame")
        told = complaints.Told(
            handle=request.POST.get("handle", ""),
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", "").replace("\0", ""),
            messages=request.POST.get("messages", "") or "[]",
            frame=frame if isinstance(frame, UploadedFile) else None,
            language=language,
        )
        try:
            receipt = complaints.file(person=request.user, told=told, now=timezone.now())
        except tuple(REFUSALS) as refusal:
            return _refuse(refusal)
        page = reverse("moderation:receipt", args=[receipt])
        return JsonResponse({"receipt": receipt, "status_url": page}, status=201, headers={"Location": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show whoever complained how far it is, and take their word against an outcome once."""
    complaint = selectors.complaint_of(receipt=receipt)
    if complaint is None:
        raise Http404
    can_contest = complaint.outcome == complaint.Outcome.DISMISSED and complaint.contested_on is None
    form = ContestForm(request.POST or None) if can_contest else None
    if form is not None and form.is_valid():
        complaints.contest(receipt=receipt, words=form.cleaned_data["words"], now=timezone.now())
        return HttpResponseRedirect(request.path, status=303)
    lasts = complaint.decided_on + timedelta(days=RECEIPT_LASTS.days) if complaint.decided_on else None
    page = {
        "complaint": complaint,
        "words": OUTCOMES[complaint.outcome],
        "lasts_until": lasts,
        "form": form,
        "contested": complaint.contested_on is not None,
    }
    return render(request, "moderation/receipt.html", page, status=400 if form is not None and form.is_bound else 200)


def _refuse(refusal: Exception) -> HttpResponse:
    status, words = REFUSALS[type(refusal)]
    response = _problem(status, words)
    if isinstance(refusal, throttle.TooOften | throttle.NobodyCounts):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _problem(status: int, words: Promise) -> HttpResponse:
    """Say why not, as RFC 9457 has it."""
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": str(words)}
    return JsonResponse(problem, status=status, content_type="application/problem+json")


def _language(request: HttpRequest) -> str:
    """Return the language of the page that sends it: its words are read by whoever sees that page."""
    sender = "/" + request.headers.get("Referer", "").partition("//")[2].partition("/")[2]
    return get_language_from_path(sender) or get_language_from_request(request)
