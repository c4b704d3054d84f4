"""Pages of privacy."""

from . import keeping, policy, requests, subscriptions

app_name = "privacy"
urlpatterns = [*policy.urlpatterns, *keeping.urlpatterns, *subscriptions.urlpatterns, *requests.urlpatterns]
