"""Staff's pages: two factors, a reason, and a record of every look before anything is shown.

promise: SEC-1, SEC-3; P-20, P-21, T51, T53
"""

from datetime import timedelta
from time import time

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Person
from accounts.views.staff import IDLE, ON_DUTY
from privacy.models import Look, LookedAt
from privacy.roles import Role
from privacy.services import looks
from tests.fakes.authenticator import code_for
from tests.staffed import because, on_duty

PASSWORD = "a long enough password"
STEP = "/en/account/staff/"


@pytest.fixture
def vera(db):
    return Person.objects.create_superuser("vera@chatear.example", PASSWORD)


@pytest.fixture
def ann(db):
    return Person.objects.create(email="ann@chatear.example", member_since=timezone.now())


def lists():
    """Return the address of each list of the admin, and of the pages that belong to no table."""
    names = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry]
    return [*map(reverse, names), "/admin/", "/admin/data-map/", "/admin/usage/", "/admin/why/"]


def page_of(person):
    return reverse("admin:accounts_person_change", args=[person.pk])


def test_a_password_alone_opens_no_page_of_staff(client, vera):
    client.force_login(vera)

    for page in lists():
        answer = client.get(page, headers={"accept-language": "en"})
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (303, "/en/account/staff/"), page


def test_nobody_opens_one_without_signing_in(client, db):
    assert {client.get(page).status_code for page in lists()} == {302}


def test_both_factors_open_all_of_them(client, vera):
    on_duty(client, vera)

    assert {client.get(page, follow=True).status_code for page in lists()} == {200}


def test_staff_without_a_second_factor_are_led_to_set_one_up_and_from_there_in(client, vera):
    client.post("/en/account/login/", {"email": vera.email, "password": PASSWORD})
    led = client.get("/admin/", follow=True, headers={"accept-language": "en"})
    assert led.request["PATH_INFO"] == "/en/account/security/"
    page = "/en/account/security/app/add/"
    client.post(page, {"code": code_for(client.get(page).content.decode())})

    assert client.get("/admin/").status_code == 200


def test_a_code_opens_them_once_also_with_spaces(client, vera, redis_live):
    app = TOTPDevice.objects.create(user=vera, confirmed=True)
    client.force_login(vera)
    code = code_for(f"secret={_b32(app)}")
    spaced = f" {code[:3]} {code[3:]} "

    assert client.post(f"{STEP}?next=/admin/", {"code": spaced, "next": "/admin/data-map/"})["Location"] == (
        "/admin/data-map/"
    )
    session = client.session
    del session[ON_DUTY]
    session.save()
    assert client.post(STEP, {"code": code}).status_code == 400
    assert client.get("/admin/").status_code == 303


def test_a_quarter_of_an_hour_without_a_page_asks_again(client, vera):
    on_duty(client, vera)
    session = client.session
    session[ON_DUTY] = time() - 1
    session.save()
    assert client.get("/admin/").status_code == 303

    session[ON_DUTY] = time() + 5
    session.save()
    assert client.get("/admin/").status_code == 200
    assert client.session[ON_DUTY] > time() + IDLE - 60, "a page that is seen moves it on"


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else "superuser")
def test_every_list_is_one_look_or_refused(client, vera, role):
    """P-20: whoever may see it leaves a record, whoever may not sees nothing."""
    if role:
        vera = Person.objects.create(email="r@chatear.example", is_staff=True, member_since=timezone.now())
        vera.groups.add(Group.objects.get(name=role.value))
    on_duty(client, vera)
    for model, model_admin in admin.site._registry.items():
        page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        before = Look.objects.count()
        answer = client.get(page)
        may_look = vera.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")

        assert answer.status_code == 403 if not may_look else answer.status_code in {200, 302}, page
        assert Look.objects.count() - before == int(may_look), page
        assert model_admin is not None


def test_one_person_is_shown_after_a_reason_and_the_look_is_theirs_to_read(client, vera, ann):
    on_duty(client, vera)
    asked = client.get(page_of(ann))
    assert asked["Location"].startswith("/admin/why/?")
    assert not Look.objects.exists()
    form = {"usual": "A payment", "about": str(ann.pk), "wanted": page_of(ann)}
    assert client.post("/admin/why/", form)["Location"] == page_of(ann)

    assert client.get(page_of(ann)).status_code == 200
    look, at = Look.objects.get(), LookedAt.objects.get()
    assert (look.action, look.what, look.reason, look.row) == ("view", "accounts.Person", "A payment", "")
    assert (at.person, at.what, at.reason, at.day) == (ann, "accounts.Person", "A payment", look.at.date())


def test_a_reason_of_ones_own_needs_words(client, vera, ann):
    on_duty(client, vera)
    form = {"usual": "other", "words": " ", "about": str(ann.pk), "wanted": page_of(ann)}
    refused = client.post("/admin/why/", form)

    assert refused.status_code == 400
    assert client.post("/admin/why/", form | {"words": "a letter of hers"}).status_code == 303
    assert client.get(page_of(ann)).status_code == 200
    assert LookedAt.objects.get().reason == "a letter of hers"
    assert "hers" not in Look.objects.get().reason, "the chain outlives whom the words may name"


def test_a_reason_leads_nowhere_else(client, vera, ann):
    on_duty(client, vera)
    form = {"usual": "A payment", "about": str(ann.pk), "wanted": "https://elsewhere.example/admin/"}

    assert client.post("/admin/why/", form)["Location"] == "/admin/"
    assert client.post("/admin/why/", form | {"about": "nobody"}).status_code == 400


def test_what_cannot_be_written_down_is_not_shown(client, vera, ann, monkeypatch):
    on_duty(client, vera)
    because(client, ann)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'full'; END $$;"
            "CREATE TRIGGER refuse BEFORE INSERT ON privacy_look FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    monkeypatch.setattr(looks, "note", refusing(looks.note))
    answer = client.get(page_of(ann))

    assert answer.status_code == 500
    assert ann.email not in answer.content.decode()


def refusing(note):
    """Undo only what failed, as the test itself is one transaction."""

    def noted(**what):
        from django.db import transaction  # noqa: PLC0415

        with transaction.atomic():
            return note(**what)

    return noted


def test_nobody_looks_at_more_than_sixty_people_an_hour(client, vera, ann):
    on_duty(client, vera)
    because(client, ann)
    now = timezone.now()
    for minute in range(60):
        at = now - timedelta(minutes=59) + timedelta(seconds=minute)
        looks.note(staff_id=vera.pk, roles=(), action="view", what="accounts.Person", reason="A payment", now=at)

    refused = client.get(page_of(ann))
    assert refused.status_code == 429
    assert Look.objects.count() == 60


def test_no_browser_keeps_a_page_of_staff(client, vera, ann):
    on_duty(client, vera)
    because(client, ann)

    assert "no-store" in client.get(page_of(ann))["Cache-Control"]


def _b32(app):
    from base64 import b32encode  # noqa: PLC0415

    return b32encode(app.bin_key).decode()


def test_the_database_takes_nothing_back(vera):
    looks.note(staff_id=vera.pk, roles=(), action="view", what="accounts.Person", now=timezone.now())

    for statement in ("UPDATE privacy_look SET what = ''", "DELETE FROM privacy_look"):
        with pytest.raises(DatabaseError), _savepoint(), connection.cursor() as cursor:
            cursor.execute(statement)


def _savepoint():
    from django.db import transaction  # noqa: PLC0415

    return transaction.atomic()
