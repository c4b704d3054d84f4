"""Anybody can write to the operator, and what is said of a minor is read first. promise: CHI-3, CON-1"""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from privacy import emails
from privacy.models import Letter, Outgoing
from privacy.services import letters
from tests.staffed import on_duty

ROOT = "https://chatear.example"
WORDS = "Said to be fifteen, on Monday evening"


@pytest.fixture
def staff(client, db):
    on_duty(client, Person.objects.create_superuser("staff@chatear.example", "a long enough password"))
    return client


def write(client, page="report-a-minor", **changes):
    return client.post(f"/nl/{page}/", {"body": WORDS, "email": "", **changes})


def letter(kind: str, **ago) -> Letter:
    written = letters.Written(kind=kind, body=WORDS)
    return letters.receive(
        written=written, language="nl", root=ROOT, person_id=None, now=timezone.now() - timedelta(**ago)
    )


def test_a_hint_needs_no_account_and_stores_nothing_about_who_gave_it(client, db):
    response = write(client)
    kept = Letter.objects.get()

    assert response["Location"] == f"/nl/letters/{kept.reference}/{letters.key_of(kept.reference)}/"
    assert (kept.kind, kept.body, kept.email, kept.person, kept.language) == ("MINOR", WORDS, "", None, "nl")
    assert not Person.objects.exists()
    assert kept.reference in client.get(response["Location"]).content.decode()


def test_the_operator_hears_at_once_and_the_words_stay_here(client, db):
    write(client, email="finder@example.org")
    for waiting in Outgoing.objects.order_by("pk"):
        emails.send(mail_id=waiting.pk, now=timezone.now())
    operators, finders = mail.outbox

    assert operators.subject.startswith("Urgent")
    assert finders.to == ["finder@example.org"]
    assert WORDS not in operators.body + finders.body
    assert Letter.objects.get().reference in finders.body


def test_an_empty_letter_is_asked_for_beside_its_field_and_keeps_the_address(client, db):
    response = write(client, body=" ", email="finder@example.org")

    assert response.status_code == 400
    assert response.context["form"].errors["body"]
    assert response.context["form"]["email"].value() == "finder@example.org"
    assert not Letter.objects.exists()


def test_a_script_fills_no_queue(client, db, settings, redis_live):
    settings.LAN = False
    answers = [write(client).status_code for _ in range(4)]

    assert answers == [303] * 3 + [400]
    assert Letter.objects.count() == 3


def test_whoever_is_kept_out_can_write(client, db):
    assert write(client, "contact").status_code == 303
    assert Letter.objects.get().kind == "CONTACT"


def test_what_is_said_of_minors_is_read_first_then_the_oldest(staff):
    late_hint, question = letter("MINOR", hours=1), letter("CONTACT", days=9)
    hint, done = letter("MINOR", hours=2), letter("MINOR", days=3)
    letters.finish(letter_id=done.pk, now=timezone.now())
    page = staff.get(reverse("admin:privacy_letter_changelist"))

    assert [each.pk for each in page.context["cl"].result_list] == [hint.pk, late_hint.pk, question.pk, done.pk]


def test_staff_puts_a_letter_away_once(staff):
    hint = letter("MINOR", hours=1)
    act = {"action": "finish", "_selected_action": [hint.pk]}
    staff.post(reverse("admin:privacy_letter_changelist"), act)
    hint.refresh_from_db()
    first = hint.done_at
    staff.post(reverse("admin:privacy_letter_changelist"), act)
    hint.refresh_from_db()

    assert first is not None
    assert hint.done_at == first
