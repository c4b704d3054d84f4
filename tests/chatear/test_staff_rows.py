"""Every row of every table, for every role: opened after a reason, with one look written, or refused with none.

promise: SEC-3; P-20
"""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from privacy.models import Look
from privacy.roles import Role
from tests.privacy.sentinels import Somebody, open_the_tables
from tests.staffed import because, on_duty

#: Tables of the admin that hold nothing of anybody: there is no row of a person to open.
OF_NOBODY = {"privacy.RetentionRun"}


@pytest.fixture
def ann(db):
    """Return somebody with a row in each table."""
    open_the_tables()
    somebody = Somebody(number=1)
    for label in somebody.rows:
        model = apps.get_model(label)
        known = {column.name: column.choices[-1][0] for column in model._meta.concrete_fields if column.choices}
        known |= {column.name: "en" for column in model._meta.concrete_fields if column.name == "language"}
        if known:
            model._base_manager.update(**known)  # pages put these into words
    return somebody


@pytest.fixture(params=[*Role, None], ids=lambda role: role.value if role else "superuser")
def sam(request, ann):
    """Return a member of staff in each role."""
    role = request.param
    person = Person.objects.create(
        email="sam@chatear.example", is_staff=True, is_superuser=role is None, member_since=timezone.now()
    )
    person.groups.set(Group.objects.filter(name=role.value) if role else [])
    return person


def rows(ann):
    """Yield each registered table with the address of a person's row in it."""
    for model, model_admin in admin.site._registry.items():
        label = model._meta.label
        if label in ann.rows:
            number = ann.rows[label][model._meta.pk.name]
            page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[number])
            yield model, model_admin, page


def test_every_table_of_people_is_walked(ann):
    assert {model._meta.label for model in admin.site._registry} - set(ann.rows) == OF_NOBODY
    assert len(list(rows(ann))) > 5


def test_every_row_is_one_look_after_a_reason_or_refused(client, sam, ann):
    on_duty(client, sam)
    for model, model_admin, page in rows(ann):
        may_look = sam.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
        asks_why = getattr(model_admin, "asks_why", True)
        before = Look.objects.count()
        if may_look and asks_why:
            assert client.get(page)["Location"].startswith("/admin/why/"), page
            assert Look.objects.count() == before, f"{page}: nothing was shown yet"
            because(client, ann.person)
        answer = client.get(page)

        assert answer.status_code in ({200, 302} if may_look else {403}), page
        assert Look.objects.count() - before == int(may_look), page
        session = client.session
        session.pop("why", None)
        session.save()


def test_the_walk_notices_a_page_without_a_look(client, ann, monkeypatch):
    boss = Person.objects.create_superuser("boss@chatear.example", "a long enough password")
    monkeypatch.setattr("chatear.staff.page_of", lambda *_: None)
    on_duty(client, boss)
    before = Look.objects.count()
    page = next(page for model, _, page in rows(ann) if model is Person)

    assert client.get(page).status_code == 200
    assert Look.objects.count() == before, "the mutant writes none"
