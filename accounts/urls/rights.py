"""What somebody may do about what is held of them, and what they ask of us."""

from django.urls import URLPattern, path

from accounts.views import rights

from . import converters  # noqa: F401 - names in addresses

urlpatterns = [
    path("account/privacy/", rights.privacy, name="privacy"),
    path("account/privacy/ask/<slug:kind>/", rights.ask_by_right, name="ask_by_right"),
    path("account/privacy/requests/<reference:number>/withdraw/", rights.withdraw_request, name="withdraw_request"),
    path("privacy/requests/", rights.ask_request, name="ask_request"),
    path("privacy/requests/sent/", rights.request_sent, name="request_sent"),
]
machine_urlpatterns: list[URLPattern] = []
