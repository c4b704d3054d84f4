"""What staff sees, and that keeping somebody out there is the same as anywhere."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import Device, Exclusion, Person
from accounts.signals import person_excluded
from tests.staffed import because, on_duty


@pytest.fixture
def staff(client, db):
    member = Person.objects.create_superuser("staff@chatear.example", "a long enough password")
    on_duty(client, member)
    return client


def act(browser, action, person):
    form = {"action": action, "_selected_action": [str(person.pk)]}
    return browser.post(reverse("admin:accounts_person_changelist"), form, follow=True)


@pytest.mark.parametrize(
    "page",
    [
        "index",
        "privacy_consent_changelist",
        "accounts_person_changelist",
        "accounts_device_changelist",
        "accounts_exclusion_changelist",
        "accounts_exclusion_add",
    ],
)
def test_every_page_opens_for_staff(staff, guest, page):
    assert staff.get(reverse(f"admin:{page}")).status_code == 200


def test_guests_see_none_of_it(client, guest):
    client.force_login(guest)

    assert client.get(reverse("admin:accounts_person_changelist")).status_code == 302


def test_a_person_is_looked_at_and_not_written(staff, guest):
    page = reverse("admin:accounts_person_change", args=[guest.pk])
    because(staff, guest)

    assert staff.get(page).status_code == 200
    assert staff.post(page, {"gender": "F"}).status_code == 403
    assert staff.post(reverse("admin:accounts_person_delete", args=[guest.pk])).status_code == 403


def test_an_action_keeps_somebody_out_with_their_devices(staff, guest, django_capture_on_commit_callbacks):
    heard = []

    def hear(**news):
        heard.append((news["person_id"], news["device_id"]))

    person_excluded.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        act(staff, "keep_out_for_a_day", guest)
    person_excluded.disconnect(hear)

    assert heard == [(guest.pk, None), (None, Device.objects.get(person=guest).pk)]
    assert Exclusion.objects.standing(timezone.now()).count() == 2


def test_an_exclusion_is_begun_and_ended_by_hand(staff, guest):
    ends_at = timezone.now() + timedelta(hours=2)
    form = {"person": str(guest.pk), "ends_at_0": f"{ends_at:%Y-%m-%d}", "ends_at_1": f"{ends_at:%H:%M:%S}"}
    response = staff.post(reverse("admin:accounts_exclusion_add"), form)
    exclusion = Exclusion.objects.get(person=guest)

    assert response.status_code == 302
    assert Exclusion.objects.filter(device__person=guest).exists(), "signing out is no way back in"
    because(staff, guest)
    staff.post(reverse("admin:accounts_exclusion_delete", args=[exclusion.pk]), {"post": "yes"})
    assert not Exclusion.objects.filter(person=guest).exists()


def test_an_action_lets_somebody_in_again_with_their_devices(staff, guest):
    now = timezone.now()
    services.exclude_with_devices(person_id=guest.pk, until=now + timedelta(hours=1), now=now)
    act(staff, "let_in_again", guest)

    assert not Exclusion.objects.exists()


def test_who_may_only_look_keeps_nobody_out(client, guest):
    reader = Person.objects.create(email="reader@chatear.example", is_staff=True, member_since=timezone.now())
    reader.user_permissions.add(Permission.objects.get(codename="view_person"))
    on_duty(client, reader)

    assert client.get(reverse("admin:accounts_person_changelist")).status_code == 200
    act(client, "keep_out_for_a_day", guest)
    assert not Exclusion.objects.exists()


def test_staff_are_left_alone_and_it_is_said(staff):
    member = Person.objects.get(is_staff=True)
    response = act(staff, "keep_out_for_a_day", member)

    assert not Exclusion.objects.exists()
    assert "1 member of staff was left alone" in response.content.decode()


def test_a_consent_is_looked_at_and_not_written(staff, guest):
    consent = guest.consents.first()
    page = reverse("admin:privacy_consent_change", args=[consent.pk])
    because(staff, guest)

    assert staff.get(page).status_code == 200
    assert staff.post(page, {"version": "0"}).status_code == 403
    assert staff.post(reverse("admin:privacy_consent_delete", args=[consent.pk])).status_code == 403
    assert staff.get(reverse("admin:privacy_consent_add")).status_code == 403


def test_the_theme_may_evaluate_in_the_admin_and_nowhere_else(staff):
    assert "'unsafe-eval'" in staff.get(reverse("admin:index"))["Content-Security-Policy"]
    assert "unsafe" not in staff.get("/en/")["Content-Security-Policy"]


@pytest.mark.parametrize("hours", [-1, None])
def test_an_exclusion_of_nobody_or_of_the_past_is_refused_with_words(staff, guest, hours):
    ends_at = timezone.now() + timedelta(hours=hours or 1)
    person = "" if hours is None else str(guest.pk)
    form = {"person": person, "ends_at_0": f"{ends_at:%Y-%m-%d}", "ends_at_1": f"{ends_at:%H:%M:%S}"}
    response = staff.post(reverse("admin:accounts_exclusion_add"), form)

    assert response.status_code == 200
    assert not Exclusion.objects.exists()
    assert "Choose" in response.content.decode()
