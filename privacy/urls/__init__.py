"""Pages of privacy."""

from . import policy, subscriptions

app_name = "privacy"
urlpatterns = [*policy.urlpatterns, *subscriptions.urlpatterns]
