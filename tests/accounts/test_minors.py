"""Somebody under 18 is out at once, with everything that was held about them. promise: CHI-2; P-09"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from social_django.models import UserSocialAuth

from accounts import gates
from accounts.age import birthday_of_age
from accounts.identities import identity_hash
from accounts.models import Device, Exclusion, Person, Profile
from accounts.services import minors
from accounts.signals import person_excluded
from privacy import retention
from privacy.models import Letter
from privacy.services import letters
from tests.staffed import on_duty

from .conftest import NOON

BORN = date(2010, 2, 28)


@pytest.fixture
def minor(member):
    Profile.objects.create(person=member, name="Kim", birth_date=BORN)
    UserSocialAuth.objects.create(user=member, provider="facebook", uid="10")
    member.devices.update(browser="Firefox 153", imei_hash="0f")
    return member


@pytest.fixture
def staff(client, db):
    on_duty(client, Person.objects.create_superuser("staff@chatear.example", "a long enough password"))
    return client


def about(person: Person) -> dict[str, int]:
    """Count the rows of every table that name a person."""
    found = {}
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if column.related_model is Person:
                found[f"{model._meta.label}.{column.name}"] = model.objects.filter(**{column.name: person.pk}).count()
    return {place: count for place, count in found.items() if count}


def test_everything_goes_but_hashes_that_keep_the_door_shut(minor):
    before = about(minor)
    minors.remove(person_id=minor.pk, now=NOON)
    device = Device.objects.get()

    assert before["accounts.Device.person"] == 1, "or the test looks at nothing"
    assert about(minor) == {}
    assert not Person.objects.exists()
    assert (device.person, device.browser, device.imei_hash) == (None, "", "")


def test_the_door_stays_shut_until_the_18th_birthday(minor, come_in):
    minors.remove(person_id=minor.pk, now=NOON)
    device = Device.objects.get()
    eve, after = datetime(2028, 2, 27, 12, tzinfo=UTC), datetime(2028, 2, 29, 12, tzinfo=UTC)

    assert gates.excluded_until(person=None, device=device, address_hash="", now=eve)
    assert gates.excluded_until(person=None, device=device, address_hash="", now=after) is None
    for kind, value in (("email", "a.nn+2@chatear.example"), ("account", "facebook:10")):
        known = identity_hash(kind, value.replace("a.nn", "ann"))
        assert gates.identity_excluded_until(identity_hash=known, now=eve)
        assert gates.identity_excluded_until(identity_hash=known, now=after) is None


def test_without_a_date_of_birth_it_is_shut_for_a_year(guest):
    assert minors.remove(person_id=guest.pk, now=NOON) == NOON + timedelta(days=365)


def test_open_chats_hear_of_it_once_it_is_done(minor, django_capture_on_commit_callbacks):
    heard = []
    person_excluded.connect(hear := lambda person_id, **_: heard.append((person_id, Person.objects.exists())))
    with django_capture_on_commit_callbacks(execute=True):
        minors.remove(person_id=minor.pk, now=NOON)
    person_excluded.disconnect(hear)

    assert heard == [(minor.pk, False)]


def test_what_a_minor_wrote_goes_as_well(minor):
    written = letters.Written(kind="CONTACT", body="Hello", email="kim@example.org")
    said = {"written": written, "language": "nl", "root": ""}
    letters.receive(**said, person_id=minor.pk, now=NOON)
    letters.receive(**said, person_id=None, now=NOON)
    minors.remove(person_id=minor.pk, now=NOON)

    assert [letter.person for letter in Letter.objects.all()] == [None]


def test_removing_twice_is_removing_once(minor):
    minors.remove(person_id=minor.pk, now=NOON)
    doors = Exclusion.objects.count()

    assert minors.remove(person_id=minor.pk, now=NOON) is None
    assert Exclusion.objects.count() == doors == 3


def test_what_kept_the_door_shut_goes_when_it_opens(minor):
    minors.remove(person_id=minor.pk, now=NOON)
    for rule in ("ended-exclusions", "nobodys-devices"):
        retention.run(name=rule, now=datetime(2028, 3, 1, tzinfo=UTC))

    assert not Exclusion.objects.exists()
    assert not Device.objects.exists()


def test_staff_is_not_removed_by_this(minor):
    Person.objects.update(is_staff=True)
    with pytest.raises(minors.StaffIsOfAge):
        minors.remove(person_id=minor.pk, now=NOON)


def test_born_on_29_february_one_is_18_on_1_march():
    assert birthday_of_age(date(2012, 2, 29)) == date(2030, 3, 1)


def test_staff_removes_in_two_steps_and_the_log_names_nobody(staff, minor):
    page = reverse("admin:accounts_person_changelist")
    act = {"action": "remove_minors", "_selected_action": [str(minor.pk)]}
    asked = staff.post(page, act)
    assert Person.objects.filter(pk=minor.pk).exists(), "not before it is confirmed"
    staff.post(page, act | {"confirmed": "yes"})
    entry = LogEntry.objects.get()

    assert b"brought back" in asked.content
    assert not Person.objects.filter(pk=minor.pk).exists()
    assert (entry.user.email, entry.object_repr, entry.object_id) == (
        "staff@chatear.example",
        "somebody under 18",
        None,
    )
