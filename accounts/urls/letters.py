"""Forms by which anybody writes to the operator."""

from django.urls import URLPattern, path

from accounts.views import letters

from . import converters  # noqa: F401 - names in addresses

urlpatterns = [
    path("report-a-minor/", letters.write, {"kind": "MINOR"}, name="report_a_minor"),
    path("report-a-picture/", letters.write, {"kind": "INTIMATE"}, name="report_a_picture"),
    path("report-something-illegal/", letters.write, {"kind": "ILLEGAL"}, name="report_illegal"),
    path("contact/", letters.write, {"kind": "CONTACT"}, name="contact"),
    path("enquiry/", letters.write, {"kind": "ENQUIRY"}, name="enquiry"),
    path("letters/<reference:reference>/<slug:key>/", letters.letter, name="letter"),
]
machine_urlpatterns: list[URLPattern] = [path("letters/riddle/", letters.riddle, name="riddle")]
