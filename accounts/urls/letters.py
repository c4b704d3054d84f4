"""Forms by which anybody writes to the operator."""

from django.urls import URLPattern, path

from accounts.views import letters

from . import converters  # noqa: F401 - names in addresses

urlpatterns = [
    path("report-a-minor/", letters.report_a_minor, name="report_a_minor"),
    path("contact/", letters.contact, name="contact"),
    path("letters/<reference:reference>/", letters.letter_came, name="letter_came"),
]
machine_urlpatterns: list[URLPattern] = []
