"""The policy, the rules and what stands beside them."""

from typing import Final

from django.urls import path

from privacy.views import policy

#: Pages of the policy that have an address of their own.
PAGES: Final = ("california", "nevada", "canada", "europe", "minors", "cookies", "safety")

urlpatterns = [
    path("policy/", policy.policy_now, name="policy"),
    path("policy/changes/", policy.policy_changes, name="changes"),
    path("policy/<slug:number>/", policy.policy_version, name="version"),
    path("policy/<slug:number>/<slug:name>/", policy.policy_version, name="version_page"),
    path("rules/", policy.rules, name="rules"),
    *(path(f"{name}/", policy.page, {"name": name}, name=name) for name in PAGES),
]
