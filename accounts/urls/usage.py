"""What is counted of visits, and what a browser or an app says of itself."""

from django.urls import path

from accounts.views import clients, usage

urlpatterns = [path("account/choices/", usage.choices, name="choices")]
machine_urlpatterns = [
    path("account/usage/", usage.told, name="usage-told"),
    path("account/browser/", clients.browser, name="browser-told"),
    path("account/device/", clients.phone, name="phone-told"),
]
