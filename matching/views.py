"""The chat page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def chat(request: HttpRequest) -> HttpResponse:
    """Show the page where everything from the first visit to talking happens."""
    return render(request, "matching/chat.html", {})
