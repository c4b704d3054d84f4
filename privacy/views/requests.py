"""What the mailed link of a request without an account leads to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from privacy.models import RightsRequest
from privacy.services import requests


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove_request(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever opened a mailed link to press a button: programs that look through mail open links, too."""
    try:
        if request.method == "POST":
            row = requests.prove(token=token, now=timezone.now())
        else:
            row = requests.to_prove(token=token)
    except requests.LinkIsOver:
        return render(request, "privacy/prove_request.html", {"is_over": True}, status=410)
    is_done = row.state != RightsRequest.State.RECEIVED
    return render(request, "privacy/prove_request.html", {"row": row, "is_done": is_done})
