"""Who wants their data kept and not used is left alone by everything that works by itself. promise: RGT-4; P-14"""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from accounts import gates, statistics
from accounts.models import AddressChange, Device, Exclusion, OpenSession, PageView, Person, Profile, SocialItem, Visit
from accounts.services import restriction
from accounts.signals import signed_out
from privacy import emails
from privacy.models import Outgoing, Subscription
from privacy.services import subscriptions
from tests.privacy.sentinels import Somebody, open_the_tables
from tests.staffed import because, on_duty

from .conftest import NOON

TASKS = sorted({entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()})
#: What somebody asked for themselves goes on: a copy, a request, an erasure, and mails about those.
ABOUT_THE_REQUEST = {"privacy.Archive", "privacy.RightsRequest", "privacy.Erasure", "privacy.Outgoing"}
LONG_AGO = datetime(2020, 5, 17, 12, tzinfo=UTC)


def rows_of(person: Person) -> dict[str, list]:
    """Return every row that leads to a person, as it is in the database."""
    found = {"accounts.Person": [*Person.objects.filter(pk=person.pk).values()]}
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            if column.related_model is Person and model._meta.label not in ABOUT_THE_REQUEST:
                mine = model._base_manager.filter(**{column.name: person.pk}).order_by("pk")
                found[f"{model._meta.label}.{column.name}"] = [*mine.values()]
    found["accounts.PageView"] = [*PageView.objects.filter(visit__person=person).values()]
    return found


def make_old(person: Person) -> None:
    """Give somebody whatever a clock could take: all of it is over for long."""
    Person.objects.filter(pk=person.pk).update(last_seen_date=LONG_AGO.date())
    device = Device.objects.create(person=person, key_hash="0f", first_seen_at=LONG_AGO, last_seen_at=LONG_AGO)
    ends = LONG_AGO + timedelta(days=1)
    Exclusion.objects.create(person=person, began_at=LONG_AGO, ends_at=ends)
    Exclusion.objects.create(device=device, began_at=LONG_AGO, ends_at=ends)
    OpenSession.objects.create(session_key="a" * 32, session_data="", expire_date=LONG_AGO, person=person)
    visit = Visit.objects.create(person=person, began_at=LONG_AGO, last_at=LONG_AGO)
    PageView.objects.create(visit=visit, page="privacy:rules", at=LONG_AGO)
    AddressChange.objects.create(person=person, email="new@chatear.example", began_at=LONG_AGO)
    SocialItem.objects.create(person=person, provider="facebook", item="gender", value="female", came_at=LONG_AGO)
    Profile.objects.update_or_create(person=person, defaults={"name": "Ann"})
    Subscription.objects.create(
        person=person, email="ann@chatear.example", what="NEWS", language="en", asked_at=LONG_AGO
    )
    entry = LogEntry.objects.create(user=person, object_repr="something", action_flag=2)
    LogEntry.objects.filter(pk=entry.pk).update(action_time=LONG_AGO)


def run(task: str) -> None:
    import_module(task.rpartition(".")[0])
    current_app.tasks[task]()


@pytest.mark.parametrize("task", TASKS)
def test_no_task_touches_a_row_of_theirs(member, task, redis_live):
    make_old(member)
    Person.objects.update(restricted_at=LONG_AGO)
    before = rows_of(member)
    run(task)

    assert rows_of(member) == before
    assert sum(map(len, before.values())) > 12, "or the test looks at nothing"


@pytest.mark.parametrize("task", TASKS)
def test_no_task_touches_a_row_of_theirs_in_any_table(db, task, redis_live):
    open_the_tables()
    ann = Somebody(1)
    Person.objects.update(restricted_at=LONG_AGO)
    Outgoing.objects.all().delete()  # in no language
    before = rows_of(ann.person)
    run(task)

    assert rows_of(ann.person) == before


def test_a_guest_of_the_same_age_would_be_gone(guest, redis_live):
    make_old(guest)
    Exclusion.objects.all().delete()
    for task in TASKS:
        run(task)

    assert not Person.objects.exists()


def test_they_are_not_matched_and_an_open_chat_ends(guest, django_capture_on_commit_callbacks):
    heard = []
    signed_out.connect(hear := lambda **news: heard.append((news["person_id"], news["device_id"])))
    with django_capture_on_commit_callbacks(execute=True):
        restriction.restrict(person_id=guest.pk, now=NOON)
    signed_out.disconnect(hear)
    guest.refresh_from_db()
    verdict = gates.may_enter(person=guest, device=None, address_hash="", now=NOON)

    assert (guest.pk, guest.devices.get().pk) in heard
    assert (verdict.admitted, verdict.why, verdict.first) == (False, "RESTRICTED", "accounts:restrict")


def test_they_are_in_no_statistics(come_in):
    day = NOON - timedelta(days=1)
    people = [come_in().person for _ in range(20)]
    Visit.objects.bulk_create(Visit(person=person, began_at=day, last_at=day) for person in people)
    Visit.objects.create(began_at=day, last_at=day)
    before = statistics.usage_of(days=2, now=NOON)
    restriction.restrict(person_id=people[0].pk, now=NOON)
    Person.objects.filter(pk__in=[person.pk for person in people[:11]]).update(restricted_at=NOON)
    after = statistics.usage_of(days=2, now=NOON)

    assert before.days[-1].visits is not None
    assert (after.days[-1].visits or 0) < before.days[-1].visits


def test_no_page_of_theirs_is_counted_and_no_day_of_a_visit_kept(client, member):
    Person.objects.update(restricted_at=NOON, last_seen_date=LONG_AGO.date())
    client.force_login(member)
    client.cookies["choices"] = "usage.yes"
    before = rows_of(member)
    client.get("/en/rules/")

    assert rows_of(member) == before
    assert not Visit.objects.exists()


def test_they_are_written_to_only_about_what_they_ask_for(member, mailoutbox):
    now = timezone.now()
    Subscription.objects.create(
        person=member, email=member.email, what="NEWS", language="en", asked_at=now, confirmed_at=now
    )
    issue = {"en": ("News", "There is some.")}
    subscriptions.send(what="NEWS", issue=issue, root="https://chatear.example", now=now)
    waiting = Outgoing.objects.get()
    restriction.restrict(person_id=member.pk, now=now)
    assert emails.due(now=now) == []
    assert not emails.send(mail_id=waiting.pk, now=now)
    assert subscriptions.send(what="NEWS", issue=issue, root="https://chatear.example", now=now) == 0

    content = {"reset": "https://chatear.example/"}
    asked = emails.post("new-password", to=member.email, language="en", content=content, now=now)
    assert emails.send(mail_id=asked.pk, now=now), "they asked for it, and can't lift anything without"
    restriction.lift(person_id=member.pk, now=now)
    assert emails.due(now=now) == [waiting.pk]


def test_lifting_it_counts_as_a_visit(member):
    """Or whoever lifted it after a long time would be erased in the same hour."""
    Person.objects.update(restricted_at=LONG_AGO, last_seen_date=LONG_AGO.date())
    restriction.lift(person_id=member.pk, now=NOON)
    member.refresh_from_db()

    assert (member.restricted_at, member.last_seen_date) == (None, NOON.date())


def test_the_first_press_stands(member):
    restriction.restrict(person_id=member.pk, now=NOON)
    restriction.restrict(person_id=member.pk, now=NOON + timedelta(days=1))
    member.refresh_from_db()

    assert member.restricted_at == NOON


def test_staff_sees_it(client, member):
    staff = Person.objects.create_superuser("staff@chatear.example", "a long enough password")
    on_duty(client, staff)
    because(client, member)
    Person.objects.filter(pk=member.pk).update(restricted_at=NOON)

    assert "restricted since" in client.get(f"/admin/accounts/person/{member.pk}/change/").content.decode().lower()
