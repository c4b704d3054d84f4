"""What whoever was erased is told at the end, what a hold keeps, and what staff's notes lose. promise: RGT-4, DAT-20"""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction

from accounts.models import Person, Profile, Visit
from privacy import emails, steps
from privacy.models import Consent, Erasure, LegalHold, Letter, Outgoing, Subscription
from privacy.services import erasures
from tests.staffed import on_duty

from .conftest import NOON

NAMES = [step.name for step in steps.in_order()]
LATER = NOON + erasures.TO_THINK


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, redis_live):
    settings.DATA_DIR = tmp_path


def erased(member, now=LATER) -> Erasure:
    erasures.ask(person_id=member.pk, now=NOON)
    erasures.sweep(now=now)
    return Erasure.objects.get()


def hold(**what) -> LegalHold:
    given = {"authority": "a court", "reason": "a case", "set_at": NOON, "ends_at": NOON + timedelta(days=90)}
    return LegalHold.objects.create(**given, **what)


def written(reference: str, person: Person | None) -> Letter:
    said = {"kind": "CONTACT", "body": "Hello", "email": "ann@chatear.example", "language": "en", "came_at": NOON}
    return Letter.objects.create(reference=reference, person=person, **said)


def receipt(mailoutbox) -> str:
    emails.send(mail_id=Outgoing.objects.get(template="erased").pk, now=LATER)
    return mailoutbox[-1].body


def test_the_receipt_says_what_went_and_until_when_backups_last(member, mailoutbox):
    Person.objects.update(language="en")
    done = erased(member)
    words = receipt(mailoutbox)

    assert mailoutbox[-1].to == ["ann@chatear.example"]
    assert "On Nov. 30, 2026 we erased your account" in words
    assert "until Dec. 30, 2026" in words
    assert done.number in words
    assert "Nothing of yours stays with us." in words
    assert not Outgoing.objects.exists()
    assert "ann@chatear.example" not in str(Erasure.objects.values())


def test_it_names_what_stays_and_a_letter_loses_its_writer(member, mailoutbox):
    Person.objects.update(language="en")
    written("AAAA2222", None)
    erased(member)

    assert "to answer, and to act on what was reported" in receipt(mailoutbox)
    letter = Letter.objects.get()
    assert (letter.person, letter.email, letter.body) == (None, "", "Hello")


def test_what_the_same_address_asked_for_without_an_account_goes_as_well(member):
    for email in ("ann@chatear.example", "bob@chatear.example"):
        Subscription.objects.create(email=email, what="NEWS", language="en", asked_at=NOON)
    erased(member)

    assert [row.email for row in Subscription.objects.all()] == ["bob@chatear.example"]


def test_a_held_row_stays_with_its_person_and_goes_when_the_hold_ends(member, mailoutbox):
    Person.objects.update(language="en")
    Visit.objects.create(person=member, began_at=NOON, last_at=NOON)
    consent = Consent.objects.filter(person=member, what="AGE").get()
    before = Consent.objects.filter(pk=consent.pk).values().get()
    held = hold(table="privacy.Consent", row=str(consent.pk))
    done = erased(member)

    assert (done.state, done.held) == ("HELD", 2), "the row, and the person without whom it can't be"
    assert "2 records stay because a legal hold names them" in receipt(mailoutbox)
    assert [*Consent.objects.values()] == [before]
    assert not Visit.objects.exists(), "exactly what is named stays"
    assert not Person.objects.filter(is_active=True).exists()
    erasures.sweep(now=LATER + timedelta(days=1))
    assert Consent.objects.exists()

    LegalHold.objects.filter(pk=held.pk).update(released_at=LATER + timedelta(days=2))
    erasures.sweep(now=LATER + timedelta(days=2))
    done.refresh_from_db()
    assert (done.state, done.held, [line["step"] for line in done.journal]) == ("DONE", 0, NAMES)
    assert not Person.objects.exists()
    assert not Consent.objects.exists()
    assert not Outgoing.objects.filter(template="erased").exists(), "one receipt"


def test_a_held_letter_keeps_its_link(member):
    letter, other = written("AAAA2222", member), written("BBBB3333", member)
    hold(table="privacy.Letter", row=str(letter.pk))
    erased(member)
    letter.refresh_from_db()
    other.refresh_from_db()

    assert (letter.person, letter.email) == (member, "ann@chatear.example")
    assert (other.person, other.email) == (None, "")


def test_a_hold_on_a_person_keeps_everything_but_nobody_comes_in(member):
    Profile.objects.create(person=member, name="Ann")
    hold(person=member)
    erased(member)

    assert Profile.objects.get().name == "Ann"
    assert not Person.objects.filter(is_active=True).exists()


def test_staffs_notes_lose_the_name_and_keep_the_deed(member):
    staff = Person.objects.create_superuser("vera@chatear.example", "a long enough password")
    about = {"object_id": str(member.pk), "object_repr": member.email, "change_message": f"of {member.pk}"}
    note = LogEntry.objects.create(user=staff, action_flag=2, **about)
    other = LogEntry.objects.create(user=staff, action_flag=2, object_id="7", object_repr="a rule")
    erased(member)
    note.refresh_from_db()
    other.refresh_from_db()

    assert (note.user, note.object_id, note.object_repr, note.change_message) == (staff, None, "", "")
    assert other.object_repr == "a rule"


def test_the_database_lets_nobody_be_erased_twice_at_once(member):
    erasures.ask(person_id=member.pk, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        erasures.add(person_id=member.pk, why=Erasure.Why.PERSON, now=NOON, due_at=NOON)


def test_nothing_is_done_a_second_too_early(member):
    erasures.ask(person_id=member.pk, now=NOON)
    erasures.sweep(now=LATER - timedelta(seconds=1))

    assert Erasure.objects.get().state == "ASKED"
    assert Person.objects.filter(is_active=True).exists()


def test_what_is_begun_is_not_taken_back(member):
    begun = erasures.begin(person_id=member.pk, why=Erasure.Why.PERSON, now=NOON)

    assert not erasures.withdraw(person_id=member.pk, now=NOON)
    assert Erasure.objects.get(pk=begun).state == "WORKING"


def test_staff_sees_how_far_it_is_and_of_what_is_done_not_whose_it_was(member, client):
    staff = Person.objects.create_superuser("vera@chatear.example", "a long enough password")
    on_duty(client, staff)
    done = erased(member)
    page = client.get(f"/admin/privacy/erasure/{done.pk}/change/").content.decode()

    assert done.number in client.get("/admin/privacy/erasure/").content.decode()
    assert "nobody comes in as them" in page
    assert str(member.pk) not in page
    assert "ann@chatear.example" not in page
