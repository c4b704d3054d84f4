from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.models import Person
from chatear import health
from privacy.rules import RULES
from privacy.services import requests
from tests.stack import STACK


def test_live_asks_nobody(client):
    assert client.get("/health/live").status_code == 200


@pytest.mark.django_db
def test_ready_when_everything_answers(client):
    answer = client.get("/health/ready")

    assert (answer.status_code, set(answer.json().values())) == (200, {True})


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    health.migrations_applied.cache_clear()
    MigrationRecorder(connection).record_unapplied("accounts", "0001_initial")

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["migrations"] is False


@pytest.mark.django_db
def test_not_ready_while_a_redis_is_gone(client):
    server = next(server for server in STACK.backing.servers if server.child.name == "redis-queue")
    server.child.stop()
    try:
        answer = client.get("/health/ready")
    finally:
        server.start()
        server.wait()

    assert answer.status_code == 503
    assert answer.json()["redis_queue"] is False
    assert answer.json()["redis_live"] is True


@pytest.mark.django_db
def test_whoever_watches_learns_that_nothing_is_deleted_and_visitors_come_in_even_so(client):
    """F19: there is no clock."""
    assert client.get("/health/retention").status_code == 200

    MigrationRecorder.Migration.objects.filter(name="0009_keeping").update(applied=timezone.now() - timedelta(days=4))
    answer = client.get("/health/retention")

    assert (answer.status_code, set(answer.json()["overdue"])) == (503, set(RULES))
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days_ago", "status", "answer"),
    [
        (0, 200, {"overdue": 0, "due_soon": 0}),
        (29, 503, {"overdue": 0, "due_soon": 1}),
        (40, 503, {"overdue": 1, "due_soon": 0}),
    ],
)
def test_whoever_watches_learns_which_requests_by_right_are_due(client, days_ago, status, answer):
    """P-17: nobody overdue."""
    came = timezone.now() - timedelta(days=days_ago)
    person = Person.objects.create()
    requests.ask(person_id=person.pk, kind="HUMAN", place="", words="Why?", language="en", now=came)
    said = client.get("/health/requests")

    assert (said.status_code, said.json()) == (status, answer)
    assert client.get("/health/ready").status_code == 200
