"""Whoever changes, drops or inserts a record of what staff looked at is found out: reliability T52."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from privacy import retention
from privacy.models import LegalHold, Look, LookedAt
from privacy.services import looks

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def looked(*days_ago):
    """Write a look on each of some days."""
    return [
        looks.note(staff_id=uuid4(), roles=["x"], action="view", what="x", now=NOW - timedelta(days=days))
        for days in days_ago
    ]


def behind_the_guard(statement, *values):
    """Do as the owner of the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE privacy_look DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def verified(**options):
    out = StringIO()
    call_command("verify_audit", stdout=out, **options)
    return out.getvalue()


def head():
    return verified().rpartition(" ")[2].strip()


def test_a_whole_chain_is_whole():
    looked(3, 2, 1)

    assert looks.first_broken(now=NOW) is None
    assert [look.number for look in Look.objects.order_by("pk")] == [1, 2, 3]


@pytest.mark.parametrize("which", [0, 1])
def test_a_record_that_was_dropped_is_missed(which):
    made = looked(3, 2, 1)
    behind_the_guard("DELETE FROM privacy_look WHERE id = %s", made[which].pk)

    assert looks.first_broken(now=NOW) == made[which + 1]


@pytest.mark.parametrize("column", ["what", "reason", "roles", "row", "about", "action"])
def test_a_record_that_was_changed_is_found(column):
    made = looked(3, 2, 1)
    behind_the_guard(f"UPDATE privacy_look SET {column} = 'y' WHERE id = %s", made[1].pk)

    assert looks.first_broken(now=NOW) == made[1]


@pytest.mark.parametrize(("column", "value"), [("at", "2020-01-01"), ("before_at", "2020-01-01"), ("number", "7")])
def test_times_and_numbers_are_sealed(column, value):
    made = looked(3, 2, 1)
    behind_the_guard(f"UPDATE privacy_look SET {column} = %s WHERE id = %s", value, made[0].pk)

    assert looks.first_broken(now=NOW) is not None


def test_what_was_purged_in_its_time_is_not_missed():
    """However long nobody looked after it: when it was written is sealed with the one that follows."""
    made = looked(731, 200, 1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM privacy_look WHERE id = %s", [made[0].pk])

    assert looks.first_broken(now=NOW) is None


def test_what_was_dropped_from_the_end_is_missed_by_whoever_kept_the_head():
    made = looked(3, 2, 1)
    kept = head()
    assert kept == f"3:{made[2].seal}"
    assert "3 records" in verified(head=kept)
    behind_the_guard("DELETE FROM privacy_look WHERE id = %s", made[2].pk)

    assert looks.first_broken(now=NOW) is None
    with pytest.raises(CommandError, match="the record 3"):
        verified(head=kept)
    looked(0)
    with pytest.raises(CommandError, match="the record 3"):
        verified(head=kept)


def test_an_empty_chain_does_not_fit_a_head():
    assert head().startswith("0:000")
    assert verified(head=head())
    with pytest.raises(CommandError):
        verified(head="3:abc")


@pytest.mark.parametrize("head", ["", "3", "x:y", ":"])
def test_a_head_that_is_none_is_said_to_be_none(head):
    with pytest.raises(CommandError, match="--head is"):
        verified(head=head)


def test_the_command_names_the_first_that_does_not_hold():
    made = looked(3, 2, 1)
    behind_the_guard("DELETE FROM privacy_look WHERE id = %s", made[1].pk)

    with pytest.raises(CommandError, match="the record 3"):
        verified()


def test_the_database_does_not_empty_the_table():
    looked(1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE privacy_look ENABLE ALWAYS TRIGGER looks_are_never_emptied")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE privacy_look CASCADE")


def test_the_guard_stands_also_where_others_are_put_aside():
    """`session_replication_role = replica` puts triggers aside that are not always on."""
    looked(1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE privacy_look SET what = ''")


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_is_emptied_behind():
    looked(1)


def test_what_a_hold_kept_among_what_was_purged_breaks_nothing():
    made = looked(800, 790, 780, 1)
    for gone in (made[0], made[2]):
        behind_the_guard("DELETE FROM privacy_look WHERE id = %s", gone.pk)

    assert looks.first_broken(now=NOW) is None
    behind_the_guard("UPDATE privacy_look SET what = 'y' WHERE id = %s", made[3].pk)
    assert looks.first_broken(now=NOW) == made[3], "what stands behind the gap is looked at as well"


def test_a_look_at_somebody_who_is_held_stays_with_what_tells_them():
    ann = get_user_model().objects.create()
    looks.note(staff_id=uuid4(), roles=["x"], action="view", what="x", about=[ann.pk], now=NOW - timedelta(days=800))
    looked(790)
    given = {"authority": "the court of The Hague", "reason": "case 12", "set_at": NOW, "person": ann}
    LegalHold.objects.create(ends_at=NOW + timedelta(days=1), **given)
    retention.run(name=looks.RULE.name, now=NOW)

    assert [look.number for look in Look.objects.all()] == [1]
    assert LookedAt.objects.filter(person=ann).exists()
    assert looks.first_broken(now=NOW) is None
