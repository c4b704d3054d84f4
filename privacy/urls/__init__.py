"""Pages of privacy."""

from . import policy, requests, subscriptions

app_name = "privacy"
urlpatterns = [*policy.urlpatterns, *subscriptions.urlpatterns, *requests.urlpatterns]
