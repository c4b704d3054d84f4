"""The policy, the rules and what stands beside them."""

from django.urls import path

from privacy.views import policy

urlpatterns = [
    path("policy/", policy.policy_now, name="policy"),
    path("policy/changes/", policy.policy_changes, name="changes"),
    path("policy/<slug:number>/", policy.policy_version, name="version"),
    path("rules/", policy.rules, name="rules"),
    path("cookies/", policy.cookies, name="cookies"),
]
