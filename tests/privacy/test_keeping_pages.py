"""Staff's pages of retention, holds and disclosures, and what everybody may know of them.

promise: RET-1, DAT-20, DIS-1, DIS-3; P-28
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person, Visit
from privacy import holds, retention
from privacy.models import Disclosure, LegalHold, RetentionRun
from privacy.rules import RULES
from privacy.services import registers
from tests.staffed import on_duty

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)
RETENTION = "admin:privacy_retentionrun_changelist"


@pytest.fixture
def staff(client):
    on_duty(client, Person.objects.create_superuser("staff@chatear.example", "a long enough password"))
    return client


@pytest.fixture
def ann():
    return Person.objects.create()


def old_visit(person=None):
    return Visit.objects.create(person=person, began_at=NOW - 400 * DAY, last_at=NOW - 400 * DAY)


def when(moment, name):
    return {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": f"{moment:%H:%M:%S}"}


# -- retention


def test_every_rule_stands_on_the_page_in_words(staff):
    page = staff.get(reverse(RETENTION)).content.decode()

    assert all(f'id="{name}"' in page for name in RULES)
    assert "A visit that was counted is deleted with its pages." in page


def test_the_button_says_how_many_would_go_and_deletes_nothing(staff):
    old_visit()
    response = staff.post(reverse(RETENTION), {"rule": "old-visits"}, follow=True)

    assert response.redirect_chain[0][0].endswith("#old-visits")
    assert "1, and 0 held, counted" in response.content.decode()
    assert Visit.objects.exists()


def test_a_rule_that_there_is_not_is_counted_by_nobody(staff):
    assert staff.post(reverse(RETENTION), {"rule": "all"}).status_code == 200
    assert not RetentionRun.objects.exists()


def test_a_rule_that_is_late_or_fails_is_marked(staff):
    retention.run(name="old-visits", now=NOW - 4 * timedelta(hours=1))
    retention.run(name="ended-sessions", now=NOW)
    RetentionRun.objects.create(rule="ended-sessions", began_at=NOW, ended_at=NOW, error="ValueError")
    page = staff.get(reverse(RETENTION)).content.decode()

    assert 'id="old-visits" class="keeping-late"' in page
    assert "failed: ValueError" in page
    assert 'id="old-disclosures">' in page


def test_what_a_hold_kept_is_on_the_page(staff, ann):
    held_back = old_visit(ann)
    registers.set_hold(**given(table="accounts.Visit", row=str(held_back.pk)), now=NOW)
    retention.run(name="old-visits", now=NOW)
    standing = next(one for one in retention.standings(now=NOW) if one.rule.name == "old-visits")

    assert (standing.last.looked, standing.last.deleted, standing.last.held) == (1, 0, 1)
    assert Visit.objects.exists()


@pytest.mark.parametrize("page", [RETENTION, "admin:privacy_legalhold_changelist", "admin:privacy_disclosure_add"])
def test_staff_without_that_right_sees_none_of_it(client, page):
    on_duty(client, Person.objects.create(email="s@chatear.example", is_staff=True, member_since=NOW))

    assert client.get(reverse(page)).status_code == 403


# -- holds


def given(**changes):
    asked = {"authority": "the court of The Hague", "reason": "case 12", "ends_at": NOW + DAY}
    staff = Person.objects.filter(is_staff=True).first() or Person.objects.create_superuser("a@b.example", "x" * 20)
    return asked | {"by": staff.pk} | changes


def fill_in(staff, **changes):
    form = {"authority": "the court of The Hague", "reason": "case 12", **when(NOW + DAY, "ends_at")} | changes
    return staff.post(reverse("admin:privacy_legalhold_add"), form)


def test_a_person_is_held_by_a_form_and_released_by_an_action(staff, ann):
    assert fill_in(staff, person=str(ann.pk)).status_code == 302
    made = LegalHold.objects.get()

    assert holds.is_held("accounts.Person", ann.pk, now=timezone.now())
    assert (made.set_by.email, made.reason) == ("staff@chatear.example", "case 12")
    assert staff.get(reverse("admin:privacy_legalhold_change", args=[made.pk])).status_code == 200
    release = {"action": "release", "_selected_action": [str(made.pk)]}
    staff.post(reverse("admin:privacy_legalhold_changelist"), release)
    assert not holds.is_held("accounts.Person", ann.pk, now=timezone.now())
    assert LogEntry.objects.filter(object_id=str(made.pk), change_message__contains="released").exists()


def test_a_row_is_held_by_its_table_and_number(staff, ann):
    visit = old_visit(ann)

    assert fill_in(staff, table="accounts.Visit", row=str(visit.pk)).status_code == 302
    assert holds.is_held("accounts.Visit", visit.pk, now=timezone.now())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "Choose either a person or one row of a table."),
        ({"table": "accounts.Visit", "row": "7"}, "There is no such row."),
        ({"table": "accounts.Person", "row": "no number"}, "There is no such row."),
        ({"table": "accounts.Visit", "row": ""}, "There is no such row."),
        ({"table": "accounts.Nothing", "row": "7"}, "Select a valid choice."),
        ({"person": str(uuid4())}, "Select a valid choice."),
    ],
)
def test_a_hold_names_one_thing_that_is_there(staff, wrong, said):
    assert said in fill_in(staff, **wrong).content.decode()
    assert not LegalHold.objects.exists()


@pytest.mark.parametrize("ends_at", [NOW - DAY, NOW + 400 * DAY])
def test_a_hold_ends_within_a_year(staff, ann, ends_at):
    said = fill_in(staff, person=str(ann.pk), **when(ends_at, "ends_at")).content.decode()

    assert "Choose a time within a year from now" in said


def test_nobody_changes_or_deletes_a_hold_by_hand(staff, ann):
    made = registers.set_hold(**given(person_id=ann.pk), now=NOW)

    for page in ("change", "delete"):
        address = reverse(f"admin:privacy_legalhold_{page}", args=[made.pk])
        assert staff.post(address, {"reason": "x", "post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "fact"),
    [
        ({}, registers.NoSuchRecord),
        ({"table": "accounts.Visit", "row": "7"}, registers.NoSuchRecord),
        ({"table": "auth.Nothing", "row": "7"}, registers.NoSuchRecord),
        ({"ends_at": NOW}, registers.NoTimeLeft),
        ({"ends_at": NOW + 367 * DAY}, registers.TooLong),
    ],
)
def test_a_hold_that_can_not_be_is_refused(ann, wrong, fact):
    named = {"person_id": ann.pk} if fact is not registers.NoSuchRecord else {}

    with pytest.raises(fact):
        registers.set_hold(**given(**named, **wrong), now=NOW)


def test_a_hold_that_is_over_is_released_no_more(ann):
    made = registers.set_hold(**given(person_id=ann.pk), now=NOW)
    registers.release_hold(hold_id=made.pk, now=NOW + 2 * DAY)

    assert LegalHold.objects.get().released_at is None


# -- disclosures


def hand_on(staff, **changes):
    form = {
        "recipient": "an insurer",
        "categories": ["DAT-12"],
        "why": "INSURANCE",
        "details": "a claim",
        "people": "3",
    }
    return staff.post(reverse("admin:privacy_disclosure_add"), form | when(NOW - DAY, "made_at") | changes)


def test_a_disclosure_is_added_and_read_and_never_changed(staff):
    assert hand_on(staff).status_code == 302
    made = Disclosure.objects.get()
    address = reverse("admin:privacy_disclosure_change", args=[made.pk])

    assert (made.categories, made.people, made.made_by.email) == (["DAT-12"], 3, "staff@chatear.example")
    assert "an insurer" in staff.get(address).content.decode()
    assert staff.post(address, {"recipient": "nobody"}).status_code == 403
    assert staff.post(reverse("admin:privacy_disclosure_delete", args=[made.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (when(NOW + DAY, "made_at"), "Register what was handed on once it was."),
        ({"categories": []}, "This field is required."),
        ({"categories": ["DAT-99"]}, "Select a valid choice."),
        ({"recipient": ""}, "This field is required."),
    ],
)
def test_a_disclosure_that_can_not_be_is_answered_in_words(staff, wrong, said):
    assert said in hand_on(staff, **wrong).content.decode()
    assert not Disclosure.objects.exists()


def test_who_may_read_the_register_may_not_add_to_it(client):
    reader = Person.objects.create(email="s@chatear.example", is_staff=True, member_since=NOW)
    reader.user_permissions.add(Permission.objects.get(codename="view_disclosure"))
    on_duty(client, reader)

    assert client.get(reverse("admin:privacy_disclosure_changelist")).status_code == 200
    assert client.get(reverse("admin:privacy_disclosure_add")).status_code == 403


# -- what everybody may know


def shown(client):
    page = client.get(reverse("privacy:holds")).content.decode().partition("What the law held and took")[2]
    return [part.partition("</dd>")[0] for part in page.split("<dd>")[1:]]


def test_everybody_may_know_how_many_and_small_numbers_tell_of_nobody(client, ann):
    assert shown(client) == ["none"] * 4
    for _ in range(9):
        registers.set_hold(**given(person_id=ann.pk), now=NOW)
    assert shown(client)[:2] == ["fewer than 10"] * 2

    registers.set_hold(**given(person_id=ann.pk), now=NOW)
    disclosed = {"recipient": "x", "categories": ["DAT-1"], "why": "DUTY", "details": "x", "people": 30}
    registers.disclose(**disclosed, made_at=NOW, by=given()["by"], now=NOW)
    registers.disclose(**disclosed, made_at=NOW - 370 * DAY, by=given()["by"], now=NOW)
    assert shown(client) == ["10", "10", "fewer than 10", "30"]


def test_the_public_page_names_no_authority_reason_or_person(client, ann):
    registers.set_hold(**given(person_id=ann.pk), now=NOW)
    page = client.get(reverse("privacy:holds")).content.decode()

    assert not [word for word in ("The Hague", "case 12", str(ann.pk)) if word in page]


def test_the_public_page_says_when_each_rule_was_run(client):
    retention.run(name="old-visits", now=NOW)
    page = client.get(reverse("privacy:holds")).content.decode()

    assert f'datetime="{NOW:%Y-%m-%dT%H:%M}' in page
    assert "A visit that was counted is deleted with its pages." in page
    assert "90 days" in page
