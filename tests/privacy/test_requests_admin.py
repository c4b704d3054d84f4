"""Staff answers what people ask by right, and sees what is due first. P-17; promise: RGT-1 to RGT-4"""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from privacy import emails
from privacy.deadlines import TERMS, Law
from privacy.models import Outgoing, RightsRequest
from privacy.services import drafts, requests
from tests.staffed import on_duty

pytestmark = pytest.mark.django_db

PLACES = {
    Law.EEA: "NL",
    Law.UK: "GB",
    Law.CALIFORNIA: "US-CA",
    Law.NEVADA: "US-NV",
    Law.CANADA: "CA",
    Law.ELSEWHERE: "",
}
FOR_STAFF = [(PLACES[law], kind) for law, terms in TERMS.items() for kind in terms if kind not in requests.AT_ONCE]
QUEUE = "/admin/privacy/rightsrequest/"


@pytest.fixture
def staff(client):
    on_duty(client, Person.objects.create_superuser("staff@chatear.example", "a long enough password"))
    return client


@pytest.fixture
def ann():
    return Person.objects.create(email="ann@chatear.example", member_since=timezone.now())


def ask(person, kind="HUMAN", place="NL", language="nl", **ago):
    now = timezone.now() - timedelta(**ago)
    return requests.ask(person_id=person.pk, kind=kind, place=place, words="Waarom?", language=language, now=now)


def page_of(row):
    return reverse("admin:privacy_rightsrequest_change", args=[row.pk])


def last_mail():
    for waiting in Outgoing.objects.order_by("pk"):
        emails.send(mail_id=waiting.pk, now=timezone.now())
    return mail.outbox[-1]


@pytest.mark.parametrize(("place", "kind"), FOR_STAFF)
def test_every_right_of_every_place_is_answered_with_the_letter_that_was_shown(staff, ann, place, kind):
    row = ask(ann, kind, place)
    letter = staff.get(page_of(row)).context["letter"]["text"].value()
    staff.post(page_of(row), {"do": "answer", "text": letter + "\n\nGroet, Bea"})
    row.refresh_from_db()

    assert row.number in letter
    assert row.state == "ANSWERED"
    assert row.answer.endswith("Groet, Bea")
    assert "Groet, Bea" in last_mail().body


def test_what_is_due_first_stands_first_then_what_waits_for_a_yes_then_the_rest(staff, ann):
    fresh, old, done = ask(ann), ask(ann, days=20), ask(ann, days=25)
    asked = {"email": "b@example.org", "kind": "ACCESS", "place": "NL", "words": "", "language": "nl"}
    unproved = requests.ask_without_account(**asked, root="https://chatear.example", now=timezone.now())
    staff.post(page_of(done), {"do": "answer", "text": "Ja."})
    listed = staff.get(QUEUE).context["cl"].result_list

    assert [row.pk for row in listed] == [old.pk, fresh.pk, unproved.pk, done.pk]


@pytest.mark.parametrize(("days", "colour"), [(0, "later"), (29, "soon"), (40, "late")])
def test_what_is_due_within_five_days_is_red(staff, ann, days, colour):
    row = ask(ann, days=days)
    admin = staff.get(QUEUE).context["cl"].model_admin

    assert admin.due(row)[0] == colour
    assert row.due_date.isoformat() in staff.get(QUEUE).content.decode()


def test_a_letter_begins_in_the_language_of_whoever_asked_and_names_day_and_number(ann):
    row = ask(ann, language="en")
    letter = drafts.letter(row)

    assert row.number in letter
    assert "A person has looked at it again" in letter


def test_every_kind_that_staff_answers_has_a_letter(ann):
    assert {str(kind) for _, kind in FOR_STAFF} == {str(kind) for kind in drafts._BODIES}


def test_a_refusal_needs_its_reason(staff, ann):
    row = ask(ann)
    response = staff.post(page_of(row), {"do": "refuse", "text": "  "})
    staff.post(page_of(row), {"do": "refuse", "text": "Dat kan niet."})
    row.refresh_from_db()

    assert response.context["letter"].errors["text"]
    assert (row.state, row.answer) == ("REFUSED", "Dat kan niet.")


def test_more_time_is_offered_where_the_law_gives_it_and_the_reason_goes_out(staff, ann):
    row, shine = ask(ann), ask(ann, "SHINE", "US-CA")
    offered = staff.get(page_of(row)).context["last_day"]
    empty = staff.post(page_of(row), {"do": "extend", "reason": ""})
    staff.post(page_of(row), {"do": "extend", "reason": "Er waren er veel."})
    row.refresh_from_db()

    assert empty.context["more_time"].errors["reason"]
    assert row.due_date == offered
    assert "Er waren er veel." in last_mail().body
    assert staff.get(page_of(row)).context["last_day"] is None
    assert staff.get(page_of(shine)).context["last_day"] is None


def test_taking_it_up_is_seen_by_whoever_asked(staff, ann):
    row = ask(ann)
    staff.post(page_of(row), {"do": "take-up"})
    row.refresh_from_db()

    assert row.state == "WORKING"


def test_an_answer_that_comes_second_is_refused_with_words(staff, ann):
    row = ask(ann)
    staff.post(page_of(row), {"do": "answer", "text": "Een."})
    response = staff.post(page_of(row), {"do": "answer", "text": "Twee."}, follow=True)
    row.refresh_from_db()

    assert row.answer == "Een."
    assert "It is not open" in response.content.decode()


def test_who_may_look_may_not_answer(client, ann):
    row = ask(ann)
    reader = Person.objects.create(email="reader@chatear.example", member_since=timezone.now(), is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_rightsrequest"))
    on_duty(client, reader)

    assert "Send the answer" not in client.get(page_of(row)).content.decode()
    assert client.post(page_of(row), {"do": "answer", "text": "Nee."}).status_code == 403
    row.refresh_from_db()
    assert row.state == "CONFIRMED"


def test_nonsense_does_nothing(staff, ann):
    row = ask(ann)

    assert staff.post(page_of(row), {"do": "burn", "text": "x"}).status_code == 200
    assert staff.get("/admin/privacy/rightsrequest/999/change/").status_code == 404
    row.refresh_from_db()
    assert row.state == "CONFIRMED"


def test_the_log_says_who_answered_and_not_what(staff, ann):
    row = ask(ann)
    staff.post(page_of(row), {"do": "answer", "text": "Geheim."})
    entry = LogEntry.objects.get()

    assert entry.object_id == str(row.pk)
    assert "Geheim" not in entry.change_message
    assert RightsRequest.objects.get().number in entry.object_repr
