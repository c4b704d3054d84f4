"""A legal hold suspends exactly what it names, has a reason and an end. promise: DAT-20, RET-8; P-28."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Device, PageView, Person, Visit
from accounts.services import usage
from privacy import holds
from privacy.models import Archive, Disclosure, LegalHold
from privacy.services import archives

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return Person.objects.create()


@pytest.fixture
def ben():
    return Person.objects.create()


def hold(**named):
    given = {"authority": "the court of The Hague", "reason": "case 12", "set_at": NOW, "ends_at": NOW + HOUR}
    return LegalHold.objects.create(**(given | named))


def visit_of(person):
    visit = Visit.objects.create(person=person, began_at=NOW, last_at=NOW)
    PageView.objects.create(visit=visit, page="privacy:policy", at=NOW)
    return visit


def test_without_a_hold_nothing_is_held(ann):
    assert holds.held("accounts.Person", now=NOW) == set()


def test_a_person_is_held_with_every_row_of_theirs_and_of_nobody_else(ann, ben):
    hers, his = visit_of(ann), visit_of(ben)
    hold(person=ann)

    assert holds.held("accounts.Person", now=NOW) == {ann.pk}
    assert holds.held("accounts.Visit", now=NOW) == {hers.pk}
    assert holds.held("accounts.PageView", now=NOW) == {hers.pages.get().pk}
    assert not holds.is_held("accounts.Visit", his.pk, now=NOW)


def test_a_row_is_held_with_what_it_cannot_be_without_and_nothing_beside(ann):
    visit, other = visit_of(ann), visit_of(ann)
    device = Device.objects.create(person=ann, key_hash="a" * 64, first_seen_at=NOW, last_seen_at=NOW)
    hold(table="accounts.PageView", row=str(visit.pages.get().pk))

    assert holds.held("accounts.PageView", now=NOW) == {visit.pages.get().pk}
    assert holds.held("accounts.Visit", now=NOW) == {visit.pk}
    assert holds.is_held("accounts.Person", str(ann.pk), now=NOW)
    assert not holds.is_held("accounts.Visit", other.pk, now=NOW)
    assert not holds.is_held("accounts.Device", device.pk, now=NOW)


def test_a_hold_ends_by_itself_and_when_it_is_released(ann):
    made = hold(person=ann)

    assert holds.is_held("accounts.Person", ann.pk, now=NOW + HOUR - timedelta(seconds=1))
    assert not holds.is_held("accounts.Person", ann.pk, now=NOW + HOUR)
    LegalHold.objects.filter(pk=made.pk).update(released_at=NOW)
    assert not holds.is_held("accounts.Person", ann.pk, now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"authority": ""},
        {"ends_at": NOW},
        {"released_at": NOW - HOUR},
    ],
)
def test_the_database_refuses_a_hold_without_reason_authority_or_end(ann, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        hold(person=ann, **wrong)


def test_the_database_refuses_a_hold_of_two_things(ann):
    with pytest.raises(IntegrityError), transaction.atomic():
        hold(person=ann, table="accounts.Device", row="1")


def test_nobody_makes_a_hold_longer_or_another_one_of_it(ann):
    made = hold(person=ann)

    for change in ({"ends_at": NOW + 2 * HOUR}, {"reason": "another"}, {"authority": "nobody"}, {"set_at": NOW - HOUR}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LegalHold.objects.filter(pk=made.pk).update(**change)


def disclosure(**changes):
    given = {
        "recipient": "an insurer",
        "categories": ["DAT-12"],
        "why": Disclosure.Why.INSURANCE,
        "details": "a claim about a charge",
        "people": 1,
        "made_at": NOW,
    }
    return Disclosure.objects.create(**(given | changes))


def test_nobody_changes_a_disclosure():
    made = disclosure()

    for change in ({"recipient": "x"}, {"categories": []}, {"why": "DUTY"}, {"people": 2}, {"made_at": NOW - HOUR}):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Disclosure.objects.filter(pk=made.pk).update(**change)


def test_nobody_deletes_a_disclosure_before_its_time():
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        disclosure(made_at=timezone.now() - timedelta(days=1825)).delete()
    disclosure(made_at=timezone.now() - timedelta(days=1827)).delete()


def test_nobody_empties_the_register_of_disclosures():
    disclosure(made_at=timezone.now())

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE privacy_disclosure")


@pytest.mark.parametrize("wrong", [{"recipient": ""}, {"details": ""}, {"categories": []}, {"why": "FUN"}])
def test_the_database_refuses_a_disclosure_to_nobody_of_nothing_or_for_no_reason(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        disclosure(**wrong)


def test_a_no_to_being_counted_leaves_what_is_held(ann, ben):
    hers, his = visit_of(ann), visit_of(ben)
    hold(person=ann)
    for person in (ann, ben):
        usage.forget_visits_of(person_id=person.pk, visit_id=None, now=NOW)

    assert list(Visit.objects.all()) == [hers]
    assert hers != his


def test_a_copy_that_is_held_is_not_forgotten(ann, ben):
    long_ago = NOW - timedelta(days=60)
    for person in (ann, ben):
        over = {"state": Archive.State.OVER, "asked_at": long_ago, "over_at": long_ago}
        Archive.objects.create(person=person, **over)
    hold(person=ann)
    archives.end_over(now=NOW)

    assert [row.person for row in Archive.objects.all()] == [ann]
