"""What staff sees, and that keeping somebody out there is the same as anywhere."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Device, Exclusion, Person
from accounts.signals import person_excluded


@pytest.fixture
def staff(client, db):
    member = Person.objects.create_superuser("staff@chatear.example", "a long enough password")
    client.force_login(member)
    return client


@pytest.mark.parametrize(
    "page",
    [
        "index",
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

    assert staff.get(page).status_code == 200
    assert staff.post(page, {"gender": "F"}).status_code == 403
    assert staff.post(reverse("admin:accounts_person_delete", args=[guest.pk])).status_code == 403


def test_an_action_keeps_somebody_out_with_their_devices(staff, guest, django_capture_on_commit_callbacks):
    heard = []

    def hear(**news):
        heard.append((news["person_id"], news["device_id"]))

    person_excluded.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(
            reverse("admin:accounts_person_changelist"),
            {"action": "keep_out_for_a_day", "_selected_action": [str(guest.pk)]},
        )
    person_excluded.disconnect(hear)

    assert heard == [(guest.pk, None), (None, Device.objects.get(person=guest).pk)]
    assert Exclusion.objects.standing(timezone.now()).count() == 2


def test_an_exclusion_is_begun_and_ended_by_hand(staff, guest):
    ends_at = timezone.now() + timedelta(hours=2)
    form = {"person": str(guest.pk), "ends_at_0": f"{ends_at:%Y-%m-%d}", "ends_at_1": f"{ends_at:%H:%M:%S}"}
    response = staff.post(reverse("admin:accounts_exclusion_add"), form)
    exclusion = Exclusion.objects.get()

    assert response.status_code == 302
    assert exclusion.person_id == guest.pk
    staff.post(reverse("admin:accounts_exclusion_delete", args=[exclusion.pk]), {"post": "yes"})
    assert not Exclusion.objects.exists()


@pytest.mark.parametrize("hours", [-1, None])
def test_an_exclusion_of_nobody_or_of_the_past_is_refused_with_words(staff, guest, hours):
    ends_at = timezone.now() + timedelta(hours=hours or 1)
    person = "" if hours is None else str(guest.pk)
    form = {"person": person, "ends_at_0": f"{ends_at:%Y-%m-%d}", "ends_at_1": f"{ends_at:%H:%M:%S}"}
    response = staff.post(reverse("admin:accounts_exclusion_add"), form)

    assert response.status_code == 200
    assert not Exclusion.objects.exists()
    assert "Choose" in response.content.decode()
