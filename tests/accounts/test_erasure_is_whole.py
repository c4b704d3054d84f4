"""Of somebody who was erased nothing is left but what is declared to stay, and nobody else is touched. P-12"""

from datetime import timedelta

from django.apps import apps
from django.db import connection
from django.utils import timezone

from accounts.models import Exclusion, Person, Profile
from privacy import catalogue, erasure
from privacy.inventory import Erasure as Rule
from privacy.inventory import Whose
from privacy.models import Erasure
from privacy.services import erasures
from tests.privacy.sentinels import Somebody, open_the_tables

NEIGHBOURS = 20


def dump():
    """Return each row of each table there is, ours or not, as text."""
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows[table] = [row for (row,) in cursor.fetchall()]
    return rows


def checksum(somebody):
    """Return all rows of somebody's, as they are in the database."""
    found = {}
    for label, values in somebody.rows.items():
        model = apps.get_model(label)
        found[label] = [*model._base_manager.filter(pk=values[model._meta.pk.name]).values()]
    return found


def words_of(somebody, *rules):
    """Return every text that was written about somebody where a rule applies, by its table."""
    declared = catalogue.tables()
    return {
        (label, name): value["is"] if isinstance(value, dict) else value
        for label, values in somebody.rows.items()
        if declared[label].erasure in rules
        for name, value in values.items()
        if isinstance(value, str | dict) and name not in somebody.links(label)
    }


def erase(person_id, now):
    begun = erasures.begin(person_id=person_id, why=Erasure.Why.PERSON, now=now)
    erasures.work(erasure_id=begun, now=now)
    return Erasure.objects.get(pk=begun)


def test_nothing_is_left_but_what_is_declared_to_stay(db, redis_live):
    open_the_tables()
    ann, *others = [Somebody(number) for number in range(1, NEIGHBOURS + 2)]
    before = [checksum(other) for other in others]
    gone = words_of(ann, Rule.DELETED)
    there = dump()
    unseen = [
        place for place, words in gone.items() if not any(words in row for rows in there.values() for row in rows)
    ]
    assert (len({label for label, _ in gone}) > 15, unseen) == (True, []), "or the test looks at nothing"

    done = erase(ann.person.pk, timezone.now())
    assert done.state == "DONE", done.journal
    left = [(table, row) for table, rows in dump().items() for row in rows]
    found = [(place, table) for place, words in gone.items() for table, row in left if words in row]
    named = [table for table, row in left if str(ann.person.pk) in row]
    stays = {apps.get_model(label)._meta.db_table for label in ends()}

    assert {table for _, table in found} - stays == set()
    assert set(named) - stays == set()
    assert [checksum(other) for other in others] == before, "neighbours are untouched"


def ends():
    """Return the tables whose rows are declared to stay: until their own end, or as what somebody did as staff."""
    tables = catalogue.tables().items()
    staffs = {label for label, holding in tables if holding.whose is Whose.STAFF and holding.erasure is Rule.UNTOUCHED}
    return {label for label, holding in tables if holding.erasure is Rule.ENDS} | staffs


def test_what_is_cut_has_neither_person_nor_address(db, redis_live):
    open_the_tables()
    ann = Somebody(1)
    erase(ann.person.pk, timezone.now())

    for label, holding in catalogue.tables().items():
        if holding.erasure is Rule.CUT and label in ann.rows:
            model = apps.get_model(label)
            (row,) = model._base_manager.filter(pk=ann.rows[label][model._meta.pk.name]).values()
            owner = f"{holding.owner}_id" if holding.owner else ""
            assert row.get(owner) is None, label
            assert row.get(holding.address, "") == "", label


def test_the_inventory_says_of_every_table_with_a_person_whose_rows_are_whose():
    """A table that the walk would not see must not be there (it walks by ``owner`` and ``address``)."""
    for model in apps.get_models(include_auto_created=True):
        holding = catalogue.tables()[model._meta.label]
        leads = any(column.related_model is Person for column in model._meta.concrete_fields)
        if leads and holding.erasure in {Rule.CUT, Rule.DELETED}:
            assert holding.owner, model._meta.label


def test_files_and_what_redis_counts_go_as_well(member, settings, tmp_path, redis_live):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "photos").mkdir()
    photo = tmp_path / "photos" / f"{'0f' * 16}.webp"
    photo.write_bytes(b"a face")
    Profile.objects.create(person=member, photo="0f" * 16)
    names = ["limit:second-step:w:", "limit:password:w:", "limit:seek:p:", "seat:", "met:", "told:"]
    for name in names:
        redis_live.set(f"{name}{member.pk}", "1")
    erase(member.pk, timezone.now())

    assert not photo.exists()
    assert redis_live.keys("*") == []


def test_who_is_kept_out_stays_out_though_nobody_knows_who_they_were(
    member, come_in, django_capture_on_commit_callbacks
):
    now = timezone.now()
    device = member.devices.get()
    Exclusion.objects.create(person=member, began_at=now, ends_at=now + timedelta(days=3))
    erase(member.pk, now)

    assert not Person.objects.exists()
    doors = Exclusion.objects.values_list("person", "device", "ends_at")
    assert sorted(doors, key=str) == sorted(
        [(None, device.pk, now + timedelta(days=3)), (None, None, now + timedelta(days=3))], key=str
    )
    device.refresh_from_db()
    assert (device.person, device.browser) == (None, "")


def test_what_ends_by_itself_never_hangs_on_what_is_deleted():
    """A row that is declared to stay must not go with the person's row (SET_NULL, or a step that frees it)."""
    freed = {"accounts.Exclusion"}  # by `leaving.keep_kept_out`
    for label, holding in catalogue.tables().items():
        if holding.erasure in {Rule.ENDS, Rule.CUT} and label not in freed:
            for column in apps.get_model(*label.split("."))._meta.concrete_fields:
                deletes = getattr(column.remote_field, "on_delete", None)
                parent = catalogue.tables().get(column.related_model._meta.label) if column.related_model else None
                if parent is not None and parent.erasure is Rule.DELETED:
                    assert deletes.__name__ != "CASCADE", f"{label}.{column.name}"


def test_the_walk_takes_people_last():
    leaving = erasure.Leaving(people=(), emails=(), now=timezone.now())
    labels = [holding.name for holding, _ in erasure.rows_of(leaving, Rule.DELETED)]

    assert labels[-1] == "accounts.Person"
    assert labels.index("accounts.PageView") < labels.index("accounts.Visit")
