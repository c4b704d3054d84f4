"""A guest who turns out to be a member: what was the guest's is the member's, and what kept the guest out as well."""

from datetime import UTC, datetime, timedelta

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import gates, selectors, services
from accounts.models import Device, Exclusion, FormerName, OpenSession, Person, Visit
from accounts.services import joining, restriction
from accounts.signals import signed_out
from matching.models import Block
from matching.seats import admission
from privacy.models import Consent, Erasure, Letter, Objection, Subscription
from privacy.services import erasures

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=3)


@pytest.fixture
def elsewhere(come_in, member):
    """Return a guest in a browser that the member has not used yet."""
    return come_in()


def come_back(member, entry, **changes):
    given = {"member": member, "guest": entry.person, "device": entry.device, "now": NOON} | changes
    return joining.come_back(**given)


def until(person, device=None):
    return gates.excluded_until(person=person, device=device, address_hash="", now=NOON)


def test_the_browser_is_the_members_and_the_guest_is_gone(member, elsewhere):
    guest_id = elsewhere.person.pk
    entry = come_back(member, elsewhere)

    assert (entry.person, entry.device, entry.device_key) == (member, elsewhere.device, "")
    assert Device.objects.get(pk=elsewhere.device.pk).person == member
    assert not Person.objects.filter(pk=guest_id).exists()
    assert selectors.former_names(person_id=member.pk) == [guest_id]


def test_a_guest_known_by_the_device_alone_is_the_member_too(member, elsewhere):
    guest_id = elsewhere.person.pk
    come_back(member, elsewhere, guest=None)

    assert selectors.former_names(person_id=member.pk) == [guest_id]
    assert not Person.objects.filter(pk=guest_id).exists()


def test_blocks_consents_letters_subscriptions_and_visits_go_along(member, elsewhere):
    guest = elsewhere.person
    for owner, token in ((guest, "a"), (guest, "b"), (member, "b")):
        Block.objects.create(owner=owner, token=token)
    Consent.objects.create(
        person=guest, what="USAGE", version="1", language="nl", how="CHOICE", is_given=False, given_at=NOON
    )
    Letter.objects.create(reference="A-1", kind="CONTACT", person=guest, language="nl", body="Hello", came_at=NOON)
    Subscription.objects.create(person=guest, email="a@chatear.example", what="NEWS", language="nl", asked_at=NOON)
    Visit.objects.create(person=guest, began_at=NOON, last_at=NOON)
    come_back(member, elsewhere)

    assert sorted(Block.objects.filter(owner=member).values_list("token", flat=True)) == ["a", "b"]
    assert sorted(member.consents.values_list("what", flat=True)) == ["AGE", "POLICY", "USAGE"]
    assert [model.objects.get().person for model in (Letter, Subscription, Visit)] == [member] * 3


def test_what_the_guest_agreed_to_the_member_has_agreed_to(member, elsewhere):
    member.consents.all().delete()
    come_back(member, elsewhere)

    assert set(member.consents.values_list("what", "how")) == {("POLICY", "GUEST"), ("AGE", "GUEST")}


def test_a_guest_who_is_kept_out_stays_out_as_a_member(member, elsewhere):
    services.exclude(person_id=elsewhere.person.pk, until=LATER, now=NOON)
    come_back(member, elsewhere)

    assert until(member) == LATER


def test_a_guest_who_is_kept_out_and_lost_the_session_stays_out_as_a_member(member, elsewhere):
    services.exclude(person_id=elsewhere.person.pk, until=LATER, now=NOON)
    come_back(member, elsewhere, guest=None)

    assert until(member) == LATER


def test_a_browser_that_is_kept_out_stays_out_whoever_signs_in(member, elsewhere):
    services.exclude(device_id=elsewhere.device.pk, until=LATER, now=NOON)
    entry = come_back(member, elsewhere)

    assert until(None, entry.device) == LATER


def test_a_browser_of_another_member_stays_theirs_and_its_exclusion_follows(member, elsewhere):
    other = elsewhere.person
    other.email, other.member_since = "bob@chatear.example", NOON
    other.save()
    services.exclude_with_devices(person_id=other.pk, until=LATER, now=NOON)
    entry = come_back(member, elsewhere, guest=None)

    assert Device.objects.get(pk=elsewhere.device.pk).person == other
    assert entry.device.person == member
    assert entry.device_key
    assert until(member) is None, "the person has done nothing"
    assert until(None, entry.device) == LATER
    assert Person.objects.filter(pk=other.pk).exists()


def test_signing_in_twice_at_once_joins_once(member, elsewhere):
    again = Person.objects.get(pk=elsewhere.person.pk), Device.objects.get(pk=elsewhere.device.pk)
    come_back(member, elsewhere)
    come_back(member, elsewhere, guest=again[0], device=again[1])

    assert FormerName.objects.filter(person=member).count() == 1


def test_a_guests_sessions_end_with_the_guest(member, elsewhere):
    OpenSession.objects.create(session_key="k" * 32, session_data="", expire_date=LATER, person=elsewhere.person)
    come_back(member, elsewhere)

    assert not OpenSession.objects.exists()


def test_what_other_tabs_have_open_as_the_guest_is_closed(member, elsewhere, django_capture_on_commit_callbacks):
    heard = []

    def hear(**news):
        heard.append((news["person_id"], news["device_id"]))

    guest_id = elsewhere.person.pk
    signed_out.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        come_back(member, elsewhere)
    signed_out.disconnect(hear)

    assert (guest_id, elsewhere.device.pk) in heard


def test_only_the_last_few_former_ids_cost_a_search_time(member, come_in):
    names = []
    for _ in range(selectors.MOST_FORMER_NAMES + 1):
        entry = come_in()
        names.append(entry.person.pk)
        come_back(member, entry)

    assert selectors.former_names(person_id=member.pk) == names[:0:-1]
    assert not Exclusion.objects.exists()


def test_a_socket_knows_under_which_ids_its_member_was_here_before(member, elsewhere):
    guest_id = elsewhere.person.pk
    come_back(member, elsewhere)
    known = selectors.newcomer(person_id=member.pk, device_key="", address="", now=NOON)

    assert admission._visitor(known, limited=False, tab="").former == (str(guest_id),)


def test_a_password_alone_puts_nothing_on_a_member_who_has_a_second_step(member, elsewhere):
    TOTPDevice.objects.create(user=member, confirmed=True)
    halfway = joining.come_back(member=member, guest=elsewhere.person, device=elsewhere.device, now=NOON)

    assert halfway == joining.Halfway(member)
    assert Person.objects.filter(pk=elsewhere.person.pk).exists()
    elsewhere.device.refresh_from_db()
    assert elsewhere.device.person == elsewhere.person


def test_what_a_guest_objects_to_and_restricts_holds_for_the_member(member, elsewhere):
    guest_id = elsewhere.person.pk
    restriction.object_to_counting(person_id=guest_id, visit_id=None, language="en", now=NOON)
    restriction.restrict(person_id=guest_id, now=NOON)
    elsewhere.person.refresh_from_db()
    come_back(member, elsewhere)
    member.refresh_from_db()

    assert member.restricted_at == NOON
    assert [row.person for row in Objection.objects.all()] == [member]


def test_that_a_guest_was_to_be_erased_erases_no_member(member, elsewhere):
    erasures.ask(person_id=elsewhere.person.pk, now=NOON)
    come_back(member, elsewhere)
    erasures.sweep(now=NOON + timedelta(days=8))

    assert Person.objects.get() == member
    assert not Erasure.objects.exists()
