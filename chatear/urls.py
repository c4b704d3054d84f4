"""Every address of the site. What people read has a language in front; what machines call has none (protocol.md)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.cache import cache_page
from django.views.i18n import JavaScriptCatalog

import accounts.urls
import accounts.views.roles
import accounts.views.statistics
import matching.urls
import moderation.urls
import privacy.admin.data_map
import privacy.admin.why
import privacy.views.policy
import privacy.views.schema
from chatear import health, mails
from moderation.admin.urls import DESK

urlpatterns = [
    *accounts.urls.machine_urlpatterns,
    *matching.urls.machine_urlpatterns,
    *moderation.urls.machine_urlpatterns,
    path("privacy/export-schema.json", privacy.views.schema.export_schema, name="export-schema"),
    path("policy/", privacy.views.policy.policy_for_machines, name="policy-for-machines"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("health/retention", health.retention, name="retention"),
    path("health/requests", health.requests, name="requests"),
    path("admin/usage/", admin.site.admin_view(accounts.views.statistics.usage), name="usage-numbers"),
    path("admin/staff/", admin.site.admin_view(accounts.views.roles.show), name="staff-roles"),
    path("admin/why/", admin.site.admin_view(privacy.admin.why.ask), name="why"),
    path("admin/data-map/", admin.site.admin_view(privacy.admin.data_map.show), name="data-map"),
    *(path(f"admin/moderation/{route}", admin.site.admin_view(view), name=name) for route, view, name in DESK),
    path("admin/", admin.site.urls),
    *([path("mail/", mails.show, name="mail")] if settings.MAIL_IS_KEPT else []),
    *i18n_patterns(
        path("", include("matching.urls")),
        path("", include("moderation.urls")),
        path("", include("accounts.urls")),
        path("", include("privacy.urls")),
        path("jsi18n/", cache_page(3600)(JavaScriptCatalog.as_view()), name="javascript-catalog"),
    ),
]
