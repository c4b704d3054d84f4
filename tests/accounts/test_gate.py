"""Who may come in, and why not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts import gates, services
from accounts.models import Device, Exclusion, Person
from accounts.signals import person_excluded
from privacy import policy, retention
from privacy.models import Consent

from .conftest import NOON

HOUR = timedelta(hours=1)


def verdict(person=None, device=None, address_hash="", now=NOON):
    return gates.may_enter(person=person, device=device, address_hash=address_hash, now=now)


def test_a_guest_who_agreed_comes_in(guest):
    assert verdict(guest).admitted


def test_nobody_comes_in_who_has_not_agreed(db):
    assert verdict().why == "NOT_ENTERED"
    assert verdict(Person.objects.create()).why == "NOT_ENTERED"


def test_one_consent_is_not_both(guest):
    """promise: CHI-1, SCO-2"""
    guest.consents.filter(what=Consent.What.AGE).delete()

    assert verdict(guest).why == "NOT_ENTERED"


def test_a_new_policy_asks_again(guest, come_in, monkeypatch):
    """promise: SCO-3"""
    monkeypatch.setattr(policy, "VERSIONS", (*policy.VERSIONS, policy.Version("3", NOON.date())))

    assert verdict(guest).why == "NOT_ENTERED"
    come_in(person=guest, policy_version="3")
    assert verdict(guest).admitted
    before = guest.consents.filter(version=policy.VERSIONS[-2].number)
    assert before.count() == 2, "what was agreed to before stays on record"


def test_the_database_lets_nobody_rewrite_a_consent(guest):
    """promise: SCO-2"""
    consent = guest.consents.get(what=Consent.What.POLICY)
    for column, value in [("version", "0"), ("language", "es"), ("given_at", NOON + HOUR), ("how", "ACCOUNT")]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(pk=consent.pk).update(**{column: value})

    guest.delete()
    assert not Consent.objects.exists(), "it goes with its person"


@pytest.mark.parametrize("column", ["what", "how"])
def test_the_database_knows_what_can_be_agreed_to_and_how(guest, column):
    columns = {"what": "AGE", "version": "9", "language": "nl", "how": "GUEST", "given_at": NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        guest.consents.create(**(columns | {column: "ELSE"}))


def test_the_database_knows_three_genders_and_silence(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(gender="Q")


def test_where_the_operator_wants_sign_in_a_guest_is_not_enough(guest, settings):
    settings.SIGN_IN_REQUIRED = True

    assert verdict(guest).why == "SIGN_IN"


def test_who_was_made_inactive_stays_out(guest):
    guest.is_active = False

    assert verdict(guest).why == "NOT_ENTERED"


def test_an_address_keeps_out_who_is_new_and_nobody_whose_browser_was_known_before(guest):
    """An address is shared by families, schools and mobile networks."""
    device = guest.devices.get()
    services.exclude(address_hash="h", until=NOON + HOUR, now=NOON + timedelta(seconds=1))

    assert verdict(guest, device, "h", now=NOON + timedelta(minutes=1)).admitted
    assert verdict(None, None, "h", now=NOON + timedelta(minutes=1)).why == "EXCLUDED"
    guest.member_since = NOON
    assert verdict(guest, None, "h", now=NOON + timedelta(minutes=1)).admitted, "a member is known otherwise"


@pytest.mark.parametrize("by", ["person", "device", "address"])
def test_somebody_is_kept_out_by_each_of_the_three_until_the_very_end(guest, by):
    device = guest.devices.get()
    named = {"person": {"person_id": guest.pk}, "device": {"device_id": device.pk}, "address": {"address_hash": "h"}}[
        by
    ]
    services.exclude(**named, until=NOON + HOUR, now=NOON)
    said = verdict(guest, device, "h")

    assert (said.admitted, said.why, said.until) == (False, "EXCLUDED", NOON + HOUR)
    assert verdict(guest, device, "h", now=NOON + HOUR - timedelta(microseconds=1)).why == "EXCLUDED"
    assert verdict(guest, device, "h", now=NOON + HOUR).admitted


def test_an_exclusion_of_nobody_here_keeps_nobody_out(guest):
    services.exclude(address_hash="elsewhere", until=NOON + HOUR, now=NOON)

    assert verdict(guest, guest.devices.get(), "here").admitted
    assert verdict(guest, None, "").admitted, "an unknown address is no match for any"


def test_the_longest_exclusion_is_the_one_that_counts(guest):
    for hours in (1, 3, 2):
        services.exclude(person_id=guest.pk, until=NOON + hours * HOUR, now=NOON)

    assert verdict(guest).until == NOON + 3 * HOUR


def test_the_round_at_the_gate_finds_exactly_the_excluded(guest, come_in):
    other, device = come_in().person, guest.devices.get()
    services.exclude(person_id=other.pk, until=NOON + HOUR, now=NOON)
    services.exclude(device_id=device.pk, until=NOON + HOUR, now=NOON)
    services.exclude(address_hash="h", until=NOON + HOUR, now=NOON)

    found = gates.excluded_among(
        people={guest.pk, other.pk, uuid4()}, devices={device.pk, 10**9}, address_hashes={"h", "free", ""}, now=NOON
    )

    assert (found.people, found.devices, found.address_hashes) == ({other.pk}, {device.pk}, {"h"})


def test_signing_out_is_no_way_back_in(guest):
    services.exclude_with_devices(person_id=guest.pk, until=NOON + HOUR, now=NOON)

    assert verdict(None, guest.devices.get()).why == "EXCLUDED"


@pytest.mark.parametrize(
    "columns",
    [
        {"began_at": NOON, "ends_at": NOON + HOUR},
        {"address_hash": "h", "began_at": NOON, "ends_at": NOON},
        {"address_hash": "h", "began_at": NOON, "ends_at": NOON - HOUR},
    ],
)
def test_the_database_refuses_an_exclusion_of_nobody_and_one_that_never_holds(db, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Exclusion.objects.create(**columns)


def test_the_database_refuses_staff_without_an_address(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(is_staff=True)


def test_news_of_an_exclusion_travels_when_it_is_sure(guest, django_capture_on_commit_callbacks):
    heard = []

    def hear(person_id, **_):
        heard.append(person_id)

    person_excluded.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        services.exclude(person_id=guest.pk, until=NOON + HOUR, now=NOON)
        assert heard == []
    person_excluded.disconnect(hear)

    assert heard == [guest.pk]


def test_what_kept_somebody_out_is_deleted_when_it_ends(guest):
    """promise: RET-5"""
    services.exclude(person_id=guest.pk, until=NOON + HOUR, now=NOON)

    assert retention.run(name="ended-exclusions", now=NOON).deleted == 0
    assert retention.run(name="ended-exclusions", now=NOON + HOUR).deleted == 1
    assert not Exclusion.objects.exists()


def test_guests_who_do_not_come_back_are_forgotten_and_the_excluded_later(come_in):
    """promise: RET-2"""
    idle, kept_out, fresh = (come_in().person for _ in range(3))
    Person.objects.filter(pk__in=[idle.pk, kept_out.pk]).update(last_seen_date=(NOON - timedelta(days=31)).date())
    services.exclude(device_id=kept_out.devices.get().pk, until=NOON + HOUR, now=NOON)

    retention.run(name="idle-guests", now=NOON)

    assert set(Person.objects.values_list("pk", flat=True)) == {kept_out.pk, fresh.pk}
    assert not Device.objects.filter(person_id=idle.pk).exists()
