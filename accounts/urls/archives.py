"""A copy of everything that is held about somebody."""

from django.urls import URLPattern, path

from accounts.views import archives

urlpatterns: list[URLPattern] = [
    path("account/data/", archives.data, name="data"),
    path("account/data/ask/", archives.ask, name="data_ask"),
    path("account/data/<int:archive_id>/fetch/", archives.fetch, name="data_fetch"),
    path("account/data/<int:archive_id>/throw-away/", archives.throw_away, name="data_throw_away"),
]
machine_urlpatterns: list[URLPattern] = []
