"""Bans end by themselves, and nothing is left of their pictures.

promise: RET-4, RET-5, RET-6, P-02, P-04, P-05, P-06
"""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.db import connection

from accounts.models import Device, Exclusion
from chatear.services.places import PROJECT
from moderation.evidence import cabinet
from moderation.models import Case, CaseNote, Complaint, Decision, Enforcement, Evidence, Quote
from moderation.pictures import Destroyed, draw
from moderation.services import appeals, bans, cases, decisions, purge
from moderation.services.decisions import Made
from privacy import erasure
from privacy.models import LegalHold
from privacy.steps import Leaving
from tests.moderation.conftest import NOON, Talk, picture
from tests.stack import STACK

pytestmark = pytest.mark.usefixtures("cupboard", "redis_live")
DAY = timedelta(days=1)
END = NOON + 3 * DAY


@pytest.fixture
def decision(ann, bob, staff):
    talk = Talk(ann, bob).say(bob, "sentinel words")
    talk.complain("NUDITY", frame=picture(), note="sentinel note")
    case = Case.objects.get()
    mo = staff("mo")
    cases.note(case_id=case.pk, staff_id=mo.pk, words="sentinel remark", now=NOON)
    made = Made(kind="BANNED", rule="NUDITY", length=3 * DAY, letter="You were naked.")
    return decisions.decide(case_id=case.pk, by=mo, made=made, now=NOON)


def files(folder):
    """Return every file of evidence that lies there."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_while_the_ban_holds_everything_is_there(decision, cupboard):
    purge.sweep(now=END - timedelta(seconds=1))

    assert len(files(cupboard)) == 2
    assert Quote.objects.get().said == "sentinel words"
    assert Exclusion.objects.exists()


def test_when_it_ends_nothing_is_left_but_the_record(decision, cupboard):
    purge.sweep(now=END)
    decision.refresh_from_db()

    assert files(cupboard) == []
    assert not Exclusion.objects.exists()
    assert not Enforcement.objects.exists()
    assert not Quote.objects.exists()
    assert not CaseNote.objects.exists()
    assert Complaint.objects.get().note == ""
    assert set(Evidence.objects.values_list("state", "name", "fingerprint")) == {
        ("DESTROYED", "", ""),
        ("GONE", "", ""),
    }
    assert (decision.kind, decision.rule, decision.cleared_at) == ("BANNED", "NUDITY", END)


def test_the_bytes_go_with_the_row_and_need_no_second_look(decision, cupboard):
    assert purge.destroy_pictures(now=END) == 2
    assert files(cupboard) == []


@pytest.mark.parametrize("kind", ["DISMISSED", "WARNED"])
def test_what_led_to_no_ban_goes_when_it_is_decided(ann, bob, staff, cupboard, kind):
    Talk(ann, bob).say(bob, "words").complain(frame=picture())
    made = Made(kind=kind, rule="NUDITY", letter="x")
    decisions.decide(case_id=Case.objects.get().pk, by=staff(), made=made, now=NOON)
    purge.sweep(now=NOON)

    assert files(cupboard) == []
    assert not Quote.objects.exists()


def test_a_picture_goes_with_the_ban_though_an_appeal_waits(decision, cupboard):
    appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=NOON)
    purge.sweep(now=END)

    assert files(cupboard) == []


def test_unless_whoever_appeals_wants_it_kept_until_the_answer(decision, cupboard, staff):
    appeal = appeals.file(decision_id=decision.pk, words="x", keeps_picture=True, now=NOON)
    purge.sweep(now=END)
    assert len(files(cupboard)) == 2

    appeals.answer(appeal_id=appeal.pk, by=staff("other"), outcome="UPHELD", words="No.", now=END)
    purge.sweep(now=END)
    assert files(cupboard) == []


def test_an_overturned_ban_leaves_no_picture(decision, cupboard):
    bans.overturn(decision_id=decision.pk, by=None, now=NOON)
    purge.sweep(now=NOON)

    assert files(cupboard) == []


def test_a_legal_hold_keeps_exactly_what_it_names(decision, cupboard):
    kept = Evidence.objects.get(state="KEPT")
    LegalHold.objects.create(
        table="moderation.Evidence", row=str(kept.pk), authority="court", reason="1", set_at=NOON, ends_at=END + DAY
    )
    purge.sweep(now=END)
    assert len(files(cupboard)) == 2
    assert not Quote.objects.exists(), "it names the picture alone"

    purge.sweep(now=END + DAY)
    assert files(cupboard) == []


def test_who_is_erased_leaves_no_picture_and_no_open_case(ann, bob, cupboard):
    receipt_case = Talk(ann, bob).say(bob, "words").complain(frame=picture())
    assert receipt_case
    purge.close_cases_of(Leaving(people=(bob.pk,), emails=(), now=NOON))

    assert files(cupboard) == []
    assert Case.objects.get().state == "DECIDED"
    assert Complaint.objects.get().outcome == "GONE"
    assert not Quote.objects.exists()


def test_the_record_of_who_is_erased_stays_and_names_nobody(decision, bob, cupboard):
    """P-05: the row, without the person, what they were told and what they wrote."""
    appeals.file(decision_id=decision.pk, words="sentinel appeal", keeps_picture=True, now=NOON)
    erasure.erase(Leaving(people=(bob.pk,), emails=(), now=NOON))
    decision.refresh_from_db()

    assert (decision.person, decision.kind, decision.ends_at) == (None, "BANNED", END)
    assert (decision.letter, decision.reason, decision.facts) == ("-", "", {})
    assert decision.appeal.words == "-"
    assert files(cupboard) == []


def test_a_picture_that_no_row_names_goes(cupboard, db):
    cabinet().keep("ab" * 16, draw(picture()))
    old = (NOON - timedelta(hours=1)).timestamp()
    for path in files(cupboard):
        os.utime(path, (old, old))
    purge.sweep(now=NOON)

    assert files(cupboard) == []


def test_a_copy_of_a_picture_is_of_no_use_without_its_key(decision, cupboard):
    """A backup that still has the sealed file can't be read: the key was never in it."""
    sealed = next(path for path in files(cupboard) if path.suffix == ".sealed")
    copy = sealed.read_bytes()
    name = sealed.stem
    purge.sweep(now=END)
    sealed.write_bytes(copy)

    with pytest.raises(Destroyed):
        cabinet().read(name)
    assert b"JFIF" not in copy


WORKER = """
import os, signal
from datetime import datetime
from moderation import pictures
from moderation.services import bans, looking, purge
label = os.environ["KILLED_AT"]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def after(place, name):
    do = getattr(place, name)
    def both(*args, **kwargs):
        do(*args, **kwargs)
        die()
    setattr(place, name, both)
place, name = {
    "the door": (bans, "lift"),
    "the door is noted": (purge, "end_bans"),
    "the key": (pictures, "_remove"),
    "the picture": (pictures.Cabinet, "destroy"),
    "the row": (purge, "destroy_pictures"),
    "the words": (purge, "destroy_words"),
}[label]
after(place, name)
purge.sweep(now=datetime.fromisoformat(os.environ["NOW"]))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("label", ["the door", "the door is noted", "the key", "the picture", "the row", "the words"])
def test_a_worker_that_is_killed_at_any_step_loses_nothing(decision, cupboard, label):
    """promise: RET-6; reliability F14: the next round ends what was left, and does nothing twice."""
    environment = os.environ | {
        "DATABASE_URL": STACK.postgres.url(connection.settings_dict["NAME"]),
        "CHATEAR_DATA": str(cupboard),
        "CHATEAR_SECRET_KEY": site.SECRET_KEY,
        "KILLED_AT": label,
        "NOW": END.isoformat(),
    }
    (cupboard / "keys").rename(cupboard / "evidence-keys")
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", WORKER]
    done = subprocess.run(command, cwd=PROJECT, env=environment, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    (cupboard / "evidence-keys").rename(cupboard / "keys")

    purge.sweep(now=END)
    assert files(cupboard) == []
    assert not Exclusion.objects.exists()
    assert not Quote.objects.exists()
    assert not Evidence.objects.exclude(name="").exists()
    assert Decision.objects.get().cleared_at is not None
    assert Device.objects.exists(), "what identifies goes; the browser itself is its person's"
