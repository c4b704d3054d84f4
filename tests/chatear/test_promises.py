"""The promises are counted where the site runs: each way of breaking one is one number. P-29; promise: RET-1"""

import json
import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts import photos
from accounts.models import Exclusion, Person, Profile, Visit
from chatear import demands, promises
from moderation.models import Case, Evidence
from privacy import archive, retention
from privacy.models import Erasure, LegalHold, Look, Outgoing, RetentionRun, RightsRequest
from privacy.rules import RULES
from privacy.services import looks

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=1000)
SENTINEL = "sentinel-0c7e"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_fresh_site(settings, tmp_path, redis_live):
    """Folders of its own, and rules that have just been run."""
    settings.DATA_DIR, settings.MEDIA_ROOT, settings.ARCHIVES_ROOT = tmp_path, tmp_path / "media", tmp_path / "archives"
    settings.EVIDENCE_ROOT, settings.EVIDENCE_KEYS_ROOT = tmp_path / "evidence", tmp_path / "evidence-keys"
    (tmp_path / "logs").mkdir()
    for name in RULES:
        RetentionRun.objects.create(rule=name, began_at=NOW, ended_at=NOW)


@pytest.fixture
def person():
    return Person.objects.create(last_seen_date=NOW.date(), language="en")


def broken():
    return {breach.name: count for breach, count in promises.counts(now=NOW) if count}


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def overdue_rules(_person, _settings, _redis):
    RetentionRun.objects.filter(rule="ended-sessions").update(began_at=NOW - timedelta(hours=10))


def rows_past_their_rule(person, _settings, _redis):
    Visit.objects.create(began_at=LONG_AGO, last_at=LONG_AGO)


def files_without_rows(_person, _settings, _redis):
    archive.path_of("0" * 32).parent.mkdir()
    archive.path_of("0" * 32).write_bytes(b"")


def rows_without_files(person, _settings, _redis):
    Profile.objects.create(person=person, photo="0" * 32)


def keys_without_end(_person, _settings, redis_live):
    redis_live.set("met:1", SENTINEL)


def undeclared_keys(_person, _settings, redis_live):
    redis_live.set(f"pairs:{SENTINEL}", "2", ex=60)


def undeclared_columns(_person, _settings, _redis):
    execute("ALTER TABLE accounts_profile ADD COLUMN partner uuid")


def old_addresses(_person, settings, _redis):
    """Rules that look elsewhere, and one visit that they would have ended."""
    settings.USAGE_DAYS = 90
    Visit.objects.create(began_at=LONG_AGO, last_at=NOW - timedelta(days=91), address_hash="ab" * 32)
    LegalHold.objects.create(
        table="accounts.Visit",
        row=str(Visit.objects.get().pk),
        authority="a court",
        reason="so that the row is no broken rule",
        set_at=NOW,
        ends_at=NOW + timedelta(days=1),
    )


def overdue_requests(person, _settings, _redis):
    RightsRequest.objects.create(
        number="R-1",
        person=person,
        kind="ACCESS",
        law="EEA",
        state="CONFIRMED",
        language="en",
        came_at=NOW - timedelta(days=60),
        confirmed_at=NOW - timedelta(days=60),
        due_date=(NOW - timedelta(days=30)).date(),
    )


def exclusions_past_their_end(person, _settings, _redis):
    """A hold keeps the row from being one that a rule left over."""
    past = NOW - timedelta(minutes=10)
    one = Exclusion.objects.create(person=person, began_at=LONG_AGO, ends_at=past)
    LegalHold.objects.create(
        table="accounts.Exclusion", row=str(one.pk), authority="a court", reason="r", set_at=LONG_AGO,
        ends_at=NOW + timedelta(days=1),
    )  # fmt: skip


def stuck_mails(_person, _settings, _redis):
    late = NOW - timedelta(hours=7)
    Outgoing.objects.create(template="x", to=f"{SENTINEL}@chatear.example", language="en", asked_at=late, next_at=NOW)


def stuck_erasures(person, _settings, _redis):
    late = NOW - timedelta(hours=2)
    Erasure.objects.create(number="E-1", person=person, why="PERSON", asked_at=late, due_at=late)


def twice_erased(person, _settings, _redis):
    """The database refuses it, unless somebody takes that away."""
    execute("DROP INDEX a_person_is_erased_once")
    for number in ("E-1", "E-2"):
        Erasure.objects.create(number=number, person=person, why="PERSON", asked_at=NOW, due_at=NOW)


def broken_chain(person, _settings, _redis):
    looks.note(staff_id=uuid4(), roles=["auditor"], action="looked", what=SENTINEL, now=NOW)
    execute("ALTER TABLE privacy_look DISABLE TRIGGER USER")
    Look.objects.update(what="nothing")


def pictures_past_their_end(_person, settings, _redis):
    day = timezone.now() - timedelta(days=2)
    case = Case.objects.create(number="X", state="DECIDED", opened_on=day, decided_on=day)
    Evidence.objects.create(case=case, source="AT_SOURCE", state="KEPT", name="ab" * 16)
    (settings.DATA_DIR / "evidence").mkdir(exist_ok=True)
    (settings.DATA_DIR / "evidence" / f"{'ab' * 16}.sealed").write_bytes(b"")


def foreign_log_lines(_person, settings, _redis):
    line = {"time": "2026-11-23", "level": "INFO", "place": "x", "event": "y", "where": [], "address": SENTINEL}
    (settings.DATA_DIR / "logs" / "web-1.log").write_text(f"{json.dumps(line)}\nChatear runs.\n")


def wrong_servers(_person, _settings, _redis):
    execute("SET LOCAL log_statement = 'all'")


PLANTS = (
    overdue_rules, rows_past_their_rule, files_without_rows, rows_without_files, keys_without_end, undeclared_keys,
    undeclared_columns, old_addresses, overdue_requests, exclusions_past_their_end, stuck_mails, stuck_erasures,
    twice_erased, broken_chain, pictures_past_their_end, foreign_log_lines, wrong_servers,
)  # fmt: skip


def test_on_a_fresh_site_nothing_is_broken(person, capsys):
    call_command("check_promises")

    assert broken() == {}
    assert "All promises are kept." in capsys.readouterr().out


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_each_kind_of_breach_is_counted_alone(plant, person, settings, redis_live, capsys):
    plant(person, settings, redis_live)
    with pytest.raises(SystemExit) as ended:
        call_command("check_promises")
    said = capsys.readouterr().out

    assert ended.value.code == 1
    assert broken() == {plant.__name__: 1}
    assert SENTINEL not in said
    assert str(person.pk) not in said


def test_every_count_has_its_plant():
    assert {breach.name for breach in promises.BREACHES} == {plant.__name__ for plant in PLANTS}


def test_a_picture_that_no_profile_has_is_counted(settings, tmp_path):
    name = photos.keep(b"RIFF")
    os.utime(photos.path_of(name), (0, 0))

    assert broken() == {"files_without_rows": 1}


@pytest.mark.parametrize(
    "line",
    [
        '203.0.113.9:41234 - "GET /en/account/ HTTP/1.1" 200 OK',
        "refused 2001:db8:0:1:2:3:4:5",
        "mail to ann@chatear.example",
        "Traceback (most recent call last):",
    ],
)
def test_a_plain_line_that_names_somebody_is_a_breach_and_the_server_s_own_start_is_not(person, settings, line):
    log = settings.DATA_DIR / "logs" / "worker.log"
    log.write_text("-------------- celery@vm v5.7.0 (collider)\n- ** ---------- .> concurrency: 2 (thread)\n")
    assert broken() == {}
    log.write_text(line)
    assert broken() == {"foreign_log_lines": 1}


def test_machines_get_json(person, capsys):
    call_command("check_promises", "--json")

    assert set(json.loads(capsys.readouterr().out).values()) == {0}


def test_nothing_is_written_by_counting(person):
    """A session that may not write can count."""
    execute("SET LOCAL transaction_read_only = on")

    assert broken() == {}


def test_what_a_hold_keeps_is_no_breach():
    """P-28"""
    visit = Visit.objects.create(began_at=LONG_AGO, last_at=LONG_AGO)
    assert broken() == {"rows_past_their_rule": 1}
    LegalHold.objects.create(
        table="accounts.Visit", row=str(visit.pk), authority="a court", reason="r", set_at=NOW,
        ends_at=NOW + timedelta(days=1),
    )  # fmt: skip

    assert broken() == {}
    assert retention.overdue(now=NOW) == []
    assert list(demands.unmet()) == []
