"""What the mailed link of a request without an account leads to."""

from django.urls import path

from privacy.views import requests

urlpatterns = [path("privacy/requests/<str:token>/confirm/", requests.prove_request, name="prove_request")]
