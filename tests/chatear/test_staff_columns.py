"""Staff sees of each table what the inventory lets their role see, and nothing of one through another: T54.

promise: SEC-3
"""

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.test import RequestFactory
from unfold.admin import ModelAdmin

from accounts.models import Exclusion
from privacy import catalogue


def shown(model_admin):
    """Yield every path that a page of a table shows, searches, filters or lets choose from."""
    asked = RequestFactory().get("/admin/")
    columns = [*model_admin.list_display, *model_admin.search_fields, *model_admin.list_filter]
    columns += [*model_admin.raw_id_fields, *model_admin.readonly_fields]
    if model_admin.fields or type(model_admin).get_fields is not ModelAdmin.get_fields:
        columns += model_admin.get_fields(asked, model_admin.model())
    for column in columns:
        name = column[0] if isinstance(column, tuple) else column
        if isinstance(name, str):
            yield name.lstrip("^=@-")


def tables_behind(model, path):
    """Yield each table whose columns, or whose rows in words, a path leads to, after the first."""
    for part in path.split("__"):
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return
        if not field.is_relation or field.related_model is None or path.split("__")[1:2] == ["id"]:
            return  # a number is the row's own
        model = field.related_model
        yield model._meta.label


def shows_too_much(tables):
    """Return each table with a path that shows another one's rows to a role which may not look at those."""
    for model, model_admin in admin.site._registry.items():
        label = model._meta.label
        if not tables[label].seen_by:
            yield f"{label} is registered, and nobody may look at it"
        for path in sorted(set(shown(model_admin))):
            for other in tables_behind(model, path):
                roles = set(tables[label].seen_by) - set(tables[other].seen_by)
                if roles:
                    yield f"{label}: {path} shows {other} to {sorted(role.value for role in roles)}"


def test_no_table_shows_another_one_to_a_role_that_may_not_look_at_it():
    assert not list(shows_too_much(catalogue.tables()))


def test_the_walk_finds_what_it_is_for(monkeypatch):
    monkeypatch.setattr(admin.site._registry[Exclusion], "list_display", ("person", "device"))

    assert any(said.startswith("accounts.Exclusion: person") for said in shows_too_much(catalogue.tables()))


def test_nothing_of_a_library_is_registered():
    assert {model._meta.app_label for model in admin.site._registry} <= {"accounts", "privacy", "billing", "moderation"}
