"""What the links in our mails lead to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from privacy.services import subscriptions


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever opened a mailed link to press a button: programs that look through mail open links, too."""
    now = timezone.now()
    try:
        if request.method == "POST":
            row, is_done = subscriptions.confirm(token=token, now=now), True
        else:
            row, is_done = subscriptions.asked(token=token, now=now), False
    except subscriptions.LinkIsOver:
        return render(request, "privacy/subscription.html", {"is_over": True}, status=410)
    return render(request, "privacy/subscription.html", {"row": row, "is_done": is_done})


@csrf_exempt  # a mail program presses the button for its reader (RFC 8058); the link itself is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription by the link in a mail of it, without signing in. promise: DAT-5"""
    if request.method == "POST":
        subscriptions.end(token=token)
        return render(request, "privacy/unsubscribe.html", {"is_done": True})
    try:
        return render(request, "privacy/unsubscribe.html", {"row": subscriptions.to_end(token=token)})
    except subscriptions.LinkIsOver:
        return render(request, "privacy/unsubscribe.html", {"is_done": True})
