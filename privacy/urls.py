"""Pages of privacy."""

from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("policy/", views.policy_now, name="policy"),
    path("policy/changes/", views.policy_changes, name="changes"),
    path("policy/<slug:number>/", views.policy_version, name="version"),
    path("rules/", views.rules, name="rules"),
    path("subscriptions/<str:token>/confirm/", views.confirm_subscription, name="confirm"),
    path("subscriptions/<str:token>/end/", views.unsubscribe, name="unsubscribe"),
    path("cookies/", views.cookies, name="cookies"),
]
