"""Pages of privacy."""

from django.urls import path
from django.views.generic import TemplateView

from . import views

app_name = "privacy"
urlpatterns = [
    path("policy/", views.policy_now, name="policy"),
    path("policy/<slug:number>/", views.policy_version, name="version"),
    path("rules/", TemplateView.as_view(template_name="privacy/rules.html"), name="rules"),
    path("cookies/", views.cookies, name="cookies"),
]
