"""What the links in our mails lead to."""

from django.urls import path

from privacy.views import subscriptions

urlpatterns = [
    path("subscriptions/<str:token>/confirm/", subscriptions.confirm_subscription, name="confirm"),
    path("subscriptions/<str:token>/end/", subscriptions.unsubscribe, name="unsubscribe"),
]
