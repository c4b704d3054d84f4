"""There is no way round the record of looks at staff's pages: quoted keys, chosen rows, searches, broken bytes.

promise: SEC-3; P-20, T51
"""

from datetime import timedelta
from time import time
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Exclusion, Person
from accounts.views.opening import PROVED
from privacy.models import Look, LookedAt
from privacy.roles import Role
from privacy.services import looks
from tests.staffed import because, on_duty

PEOPLE = "/admin/accounts/person/"


@pytest.fixture
def boss(db):
    return Person.objects.create_superuser("boss@chatear.example", "a long enough password")


@pytest.fixture
def browser(client, boss):
    return on_duty(client, boss)


@pytest.mark.parametrize("way", ["urn_3Auuid_3A{}", "%7B{}%7D"])
def test_a_quoted_key_needs_a_reason_like_any_other(browser, guest, way):
    """The admin unquotes it, and a UUID may be written in several ways."""
    answer = browser.get(f"{PEOPLE}{way.format(guest.pk)}/change/")

    assert answer["Location"].startswith("/admin/why/")
    assert not LookedAt.objects.exists()


def test_a_quoted_number_needs_a_reason_like_any_other(browser, guest):
    consent = guest.consents.first()

    assert browser.get(f"/admin/privacy/consent/{consent.pk}_0A/change/")["Location"].startswith("/admin/why/")
    because(browser, guest)
    assert browser.get(f"/admin/privacy/consent/{consent.pk}_0A/change/").status_code == 200
    assert (Look.objects.get().row, LookedAt.objects.get().person) == (str(consent.pk), guest)


@pytest.mark.parametrize("way", ["{}", "urn_3Auuid_3A{}"])
def test_nothing_of_somebody_stays_in_the_chain_after_them(browser, guest, way):
    because(browser, guest, reason="the letter of Ann Smith")
    assert browser.get(f"{PEOPLE}{way.format(guest.pk)}/change/").status_code == 200
    number = str(guest.pk)
    guest.delete()

    with connection.cursor() as cursor:
        cursor.execute("SELECT look::text FROM privacy_look look")
        rows = str(cursor.fetchall())
    assert number not in rows
    assert "Ann Smith" not in rows
    assert looks.first_broken(now=timezone.now()) is None


def test_a_usual_reason_stays_in_the_chain(browser, guest):
    because(browser, guest, reason="A payment")
    browser.get(f"{PEOPLE}{guest.pk}/change/")

    assert Look.objects.get().reason == "A payment"


def test_what_is_done_with_all_that_a_search_found_is_about_all_of_them(browser, guest):
    other = Person.objects.create(email="ann@chatear.example", member_since=timezone.now())
    form = {"action": "keep_out_for_a_day", "select_across": "1", "_selected_action": [str(guest.pk)]}
    browser.post(PEOPLE, form)

    assert set(LookedAt.objects.values_list("person", flat=True)) >= {guest.pk, other.pk}
    assert {look.action for look in Look.objects.all()} == {"keep_out_for_a_day"}


def test_a_moderator_keeps_somebody_out_by_number_and_sees_no_address(client, guest):
    """T54: the role may not look at people."""
    moderator = Person.objects.create(email="mo@chatear.example", is_staff=True, member_since=timezone.now())
    moderator.groups.add(Group.objects.get(name=Role.MODERATOR.value))
    Person.objects.filter(pk=guest.pk).update(email="secret@chatear.example", member_since=timezone.now())
    page = "/admin/accounts/exclusion/add/"
    form = {"person": str(guest.pk), "ends_at_0": "2099-01-01", "ends_at_1": "12:00"}

    assert "secret@" not in on_duty(client, moderator).get(page).content.decode()
    assert client.post(page, form | {"person": "nobody"}).status_code == 200
    assert client.post(page, form).status_code == 302
    assert Exclusion.objects.filter(person=guest).exists()
    assert "secret@" not in client.get("/admin/accounts/exclusion/").content.decode()


def test_what_cannot_be_undone_asks_who_it_is_once_more(browser, guest):
    """Removing minors, and setting or ending holds, need a proof of the last quarter of an hour."""
    session = browser.session
    session[PROVED] = time() - 16 * 60
    session.save()
    form = {"action": "remove_minors", "_selected_action": [str(guest.pk)], "confirmed": "yes"}
    for page, sent in (
        (PEOPLE, form),
        (PEOPLE, {"action": ["", "remove_minors"], "index": "1", "_selected_action": [str(guest.pk)]}),
        ("/admin/privacy/legalhold/", {"action": "release", "_selected_action": ["1"]}),
        ("/admin/privacy/legalhold/add/", {"person": str(guest.pk)}),
    ):
        led = browser.post(page, sent)
        assert (led.status_code, "/account/staff/?next=" in led["Location"]) == (303, True), sent
    assert Person.objects.filter(pk=guest.pk).exists()

    assert browser.post(PEOPLE, {"action": "let_in_again", "_selected_action": [str(guest.pk)]}).status_code == 302
    session[PROVED] = time()
    session.save()
    browser.post(PEOPLE, form)
    assert not Person.objects.filter(pk=guest.pk).exists()


def test_a_refused_search_of_a_form_is_no_look(client, db):
    nobody = Person.objects.create(email="n@chatear.example", is_staff=True, member_since=timezone.now())
    asked = {"app_label": "accounts", "model_name": "exclusion", "field_name": "person", "term": "a"}

    assert on_duty(client, nobody).get("/admin/autocomplete/", asked).status_code == 403
    assert client.get("/admin/autocomplete/", asked | {"field_name": "no"}).status_code == 403
    assert not Look.objects.exists()


def test_a_search_of_a_form_is_a_look_at_the_table_that_is_searched(browser):
    asked = {"app_label": "accounts", "model_name": "exclusion", "field_name": "person", "term": "a"}

    assert browser.get("/admin/autocomplete/", asked).status_code == 200
    assert list(Look.objects.values_list("what", "action")) == [("accounts.Person", "search")]


@pytest.mark.parametrize("page", ["/admin/password_change/", "/admin/password_change/done/"])
def test_staff_change_their_password_where_everybody_does(browser, page):
    assert browser.get(page)["Location"].endswith("/account/password/")


def test_bytes_that_no_column_holds_are_refused(browser):
    ticked = "_selected_action"

    assert browser.get("/admin/privacy/consent/a%00b/change/").status_code == 404
    assert browser.get(f"{PEOPLE}?q=%00").status_code == 400
    assert browser.post(PEOPLE, {"action": "x\0", ticked: ["1"]}).status_code == 400
    assert browser.post(PEOPLE, {"action": "delete_selected", ticked: ["\0"]}).status_code == 400
    assert browser.post("/admin/accounts/exclusion/", {"action": "x", ticked: ["9" * 23]}).status_code == 400
    assert browser.get(f"/admin/privacy/consent/{'9' * 23}/change/").status_code < 500


def test_a_row_is_found_by_its_key_alone(browser, guest):
    assert browser.get(f"{PEOPLE}{guest.pk}/change/?_to_field=email").status_code == 400


def test_nobody_leafs_through_more_than_three_hundred_pages_an_hour(browser, boss):
    at = timezone.now() - timedelta(minutes=30)
    for _ in range(299):
        looks.note(staff_id=boss.pk, roles=(), action="list", what="accounts.Person", now=at)

    assert browser.get(PEOPLE).status_code == 200
    assert browser.get(PEOPLE).status_code == 429
    assert Look.objects.count() == 300


def test_others_looks_do_not_count(browser):
    at = timezone.now()
    for _ in range(300):
        looks.note(staff_id=uuid4(), roles=(), action="list", what="accounts.Person", now=at)

    assert browser.get(PEOPLE).status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        f"{PEOPLE}?password__startswith=argon2",
        f"{PEOPLE}?email__regex=^a",
        f"{PEOPLE}?last_login__gte=2026-01-01",
        "/admin/accounts/exclusion/?address_hash__startswith=a",
        "/admin/privacy/look/?reason__startswith=a",
    ],
)
def test_no_column_is_guessed_by_asking_for_what_it_begins_with(browser, page):
    assert browser.get(page).status_code == 400


@pytest.mark.parametrize("page", [f"{PEOPLE}?is_staff__exact=1", "/admin/privacy/look/?at__year=2026&action=list"])
def test_filters_that_are_offered_work(browser, page):
    assert browser.get(page).status_code == 200


@pytest.mark.parametrize("page", ["add_app", "add_passkey"])
def test_a_password_does_not_put_another_second_factor_in_the_place_of_ones_own(client, boss, page):
    """T53: a session that is off duty, and a password that somebody phished."""
    TOTPDevice.objects.create(user=boss, confirmed=True)
    client.force_login(boss)
    session = client.session
    session["proved"] = time()
    session.save()
    address = reverse(f"accounts:{page}")

    assert client.get(address)["Location"].startswith("/en/account/staff/?next=")
    on_duty(client, boss)
    assert client.get(address).status_code in {200, 405}
