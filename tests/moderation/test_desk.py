"""The moderators' desk: one queue, one case to one, pictures written down and marked, appeals by somebody else.

promise: SEC-3; reliability P-20, T54
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from PIL import Image

from accounts.models import Exclusion, Person
from moderation.evidence import cabinet
from moderation.models import Appeal, Case, Complaint, Decision, Duty, Evidence, Proposal
from moderation.pictures import draw
from moderation.services import appeals, cases, decisions, looking
from moderation.services.decisions import Made
from privacy.models import Look, LookedAt
from privacy.roles import Role
from tests.moderation.conftest import Talk, picture
from tests.staffed import on_duty

pytestmark = pytest.mark.usefixtures("cupboard", "redis_live")
DAY = timedelta(days=1)


@pytest.fixture
def of_role(db):
    """Return a function that makes a member of staff in a role."""

    def make(role, name=None):
        address = f"{name or role.name.lower()}@chatear.example"
        person = Person.objects.create(email=address, is_staff=True, member_since=timezone.now())
        person.groups.set(Group.objects.filter(name=role.value))
        return person

    return make


@pytest.fixture
def mo(client, of_role):
    """Return a moderator who sits at this client."""
    staff = of_role(Role.MODERATOR, "mo")
    on_duty(client, staff)
    return staff


@pytest.fixture
def case(come_in):
    """Return a case with both pictures, words and a note."""
    now = timezone.now()
    ann, bob = come_in(now=now), come_in(now=now)
    talk = Talk(ann, bob, now=now).say(bob, "pay or I post it").say(ann, "no")
    talk.complain("NUDITY", note="He showed himself.", frame=picture("red"))
    asked = Evidence.objects.get(state="WAITS")
    cabinet().keep(asked.name, draw(picture("navy")), taken_at=now.timestamp())
    looking.take_in(look_id=asked.name, outcome="taken", now=now)
    return Case.objects.get()


def sent(**changes):
    """Return what the page sends when a button is pressed."""
    given = {"rule": "NUDITY", "days": "3", "reason": "seen", "warning": "A warning.", "letter": "You were naked."}
    return given | changes


def decide(client, case, **changes):
    return client.post(f"/admin/moderation/case/{case.number}/decide/", sent(**changes))


def test_the_queue_shows_what_waits_and_the_page_of_a_case_all_that_is_known(client, mo, case):
    queue = client.get("/admin/moderation/").content.decode()
    assert case.number in queue

    page = client.get(f"/admin/moderation/case/{case.number}/").content.decode()
    for known in ("He showed himself.", "pay or I post it", "No nudity and no sex", "handed in", "at the source"):
        assert known in page.replace("Taken at", "taken at").replace("Handed in", "handed in")
    assert "Je bent buitengesloten tot" in page, "a letter to begin with, in their language"


def test_start_reviewing_takes_the_most_urgent_and_the_next_loads_by_itself(client, mo, case, come_in):
    now = timezone.now()
    Talk(come_in(now=now), come_in(now=now), now=now).complain("MINOR")
    urgent = Case.objects.get(urgency=0)

    assert client.post("/admin/moderation/begin/")["Location"].endswith(f"/case/{urgent.number}/")
    assert Duty.objects.filter(staff=mo).exists()
    assert decide(client, urgent, kind="DISMISSED")["Location"].endswith(f"/case/{case.number}/")
    assert decide(client, case, kind="DISMISSED")["Location"] == "/admin/moderation/"


@pytest.mark.parametrize(("kind", "outcome"), [("DISMISSED", "DISMISSED"), ("WARNED", "UPHELD"), ("BANNED", "UPHELD")])
def test_each_button_decides(client, mo, case, kind, outcome):
    assert decide(client, case, kind=kind).status_code == 303

    assert (Decision.objects.get().kind, Complaint.objects.get().outcome) == (kind, outcome)
    assert Exclusion.objects.exists() is (kind == "BANNED")


def test_what_is_written_is_what_the_person_is_told(client, mo, case):
    decide(client, case, kind="BANNED", letter="In my own words.", days="2")

    found = Decision.objects.get()
    assert (found.letter, found.length, found.by) == ("In my own words.", 2 * DAY, mo)


@pytest.mark.parametrize(
    "wrong", [{"days": ""}, {"days": "0"}, {"days": "366"}, {"reason": " "}, {"kind": "FOREVER"}, {"rule": "X"}]
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(client, mo, case, wrong):
    answer = decide(client, case, **({"kind": "BANNED", "letter": "typed words"} | wrong))

    assert answer.status_code == 400
    assert "typed words" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_ban_without_a_letter_is_refused_with_words(client, mo, case):
    assert decide(client, case, kind="BANNED", letter="").status_code == 409


def test_a_case_that_a_colleague_holds_can_be_read_and_not_decided(client, mo, case, of_role):
    cases.hold(case_id=case.pk, staff_id=of_role(Role.MODERATOR, "di").pk, now=timezone.now())
    page = client.get(f"/admin/moderation/case/{case.number}/")

    assert 'data-key="b"' not in page.content.decode()
    assert decide(client, case, kind="DISMISSED").status_code == 409


def test_so_long_a_ban_is_proposed_and_a_senior_agrees(client, mo, case, of_role):
    decide(client, case, kind="BANNED", days="120")
    assert Proposal.objects.get().days == 120
    assert not Exclusion.objects.exists()

    assert decide(client, case, kind="SECOND").status_code == 409, "a moderator alone can't"
    on_duty(client, of_role(Role.SENIOR))
    assert decide(client, case, kind="SECOND").status_code == 303
    assert Decision.objects.get().length == 120 * DAY


def test_an_escalated_case_is_gone_for_everybody_but_child_safety(client, mo, case, of_role):
    decide(client, case, kind="ESCALATED", reason="looks 12")
    page = f"/admin/moderation/case/{case.number}/"
    shown = Evidence.objects.filter(state="KEPT").first()

    assert client.get(page).status_code == 404
    assert client.get(f"/admin/moderation/picture/{shown.pk}/").status_code == 404
    on_duty(client, of_role(Role.CHILD_SAFETY))
    assert client.get(page).status_code == 200


def test_only_child_safety_and_administrators_remove_minors(client, mo, case):
    assert decide(client, case, kind="REMOVED").status_code == 409


def test_a_picture_is_marked_with_who_looks_and_written_down_before(client, mo, case):
    shown = Evidence.objects.get(source="AT_SOURCE")
    before = Look.objects.count()
    answer = client.get(f"/admin/moderation/picture/{shown.pk}/")

    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    with Image.open(BytesIO(answer.content)) as marked:
        assert len(marked.convert("L").getcolors(10_000)) > 20, "a plain picture, but for the mark"
    look = Look.objects.order_by("-pk").first()
    assert (Look.objects.count() - before, look.what, look.row) == (1, "moderation.Evidence", str(shown.pk))
    assert LookedAt.objects.filter(look=look, person=case.about).exists()


def test_each_page_of_a_case_is_one_look(client, mo, case):
    client.get(f"/admin/moderation/case/{case.number}/")

    assert LookedAt.objects.filter(person=case.about).count() == 1


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.BILLING, Role.ANALYST])
def test_who_has_no_part_in_it_sees_nothing(client, case, of_role, role):
    on_duty(client, of_role(role))
    shown = Evidence.objects.filter(state="KEPT").first()
    pages = ("", f"case/{case.number}/", f"picture/{shown.pk}/", "decisions/")

    assert {client.get(f"/admin/moderation/{page}").status_code for page in pages} == {403}
    assert decide(client, case, kind="DISMISSED").status_code == 403
    assert not LookedAt.objects.filter(person=case.about).exists()


def test_an_auditor_reads_cases_and_decides_nothing(client, case, of_role):
    on_duty(client, of_role(Role.AUDITOR))
    shown = Evidence.objects.filter(state="KEPT").first()

    assert client.get(f"/admin/moderation/case/{case.number}/").status_code == 200
    assert client.get(f"/admin/moderation/picture/{shown.pk}/").status_code == 403
    assert decide(client, case, kind="DISMISSED").status_code == 403


def test_nobody_sees_a_case_about_themselves(client, case, of_role):
    staff = of_role(Role.SENIOR)
    Case.objects.update(about=staff)
    on_duty(client, staff)

    assert client.get(f"/admin/moderation/case/{case.number}/").status_code == 404
    assert case.number not in client.get("/admin/moderation/").content.decode()


@pytest.mark.parametrize("path", ["case/NOPE/", "case/%00/", "picture/999999/", "appeal/999999/"])
def test_what_is_not_there_is_said_so(client, of_role, path):
    on_duty(client, of_role(Role.SENIOR))

    assert client.get(f"/admin/moderation/{path}").status_code == 404


def test_bad_faith_is_marked_of_one_complaint_and_of_all(client, mo, case, come_in):
    now = timezone.now()
    ann = come_in(now=now)
    Talk(ann, case.about, now=now).complain("HATE")
    bad = Complaint.objects.order_by("-pk").first()
    decide(client, case, kind="DISMISSED", bad_faith=f"{bad.pk},99,x")
    bad.refresh_from_db()
    assert bad.outcome == "BAD_FAITH"

    Talk(ann, come_in(now=now), now=now).complain("HATE")
    again = Complaint.objects.order_by("-pk").first()
    client.post(f"/admin/moderation/bad-faith/{again.pk}/")
    assert not Case.objects.filter(state="OPEN").exists()


# --- appeals ---


@pytest.fixture
def appeal(case, of_role):
    first = of_role(Role.SENIOR, "first")
    made = Made(kind="BANNED", rule="NUDITY", length=3 * DAY, letter="You were naked.")
    decision = decisions.decide(case_id=case.pk, by=first, made=made, now=timezone.now())
    return appeals.file(decision_id=decision.pk, words="It was my arm.", keeps_picture=False, now=timezone.now())


def test_an_appeal_shows_the_evidence_and_is_answered_by_somebody_else(client, appeal, of_role):
    page = f"/admin/moderation/appeal/{appeal.pk}/"
    on_duty(client, appeal.decision.by)
    assert client.post(page, {"outcome": "OVERTURNED", "words": "x"}).status_code == 400
    assert not Appeal.objects.exclude(outcome="WAITS").exists()

    on_duty(client, of_role(Role.SENIOR, "other"))
    shown = client.get(page).content.decode()
    assert "It was my arm." in shown
    assert "/admin/moderation/picture/" in shown
    assert client.post(page, {"outcome": "OVERTURNED", "words": "We were wrong."}).status_code == 303
    assert not Exclusion.objects.exists()


def test_a_moderator_answers_no_appeals(client, appeal, mo):
    assert client.get(f"/admin/moderation/appeal/{appeal.pk}/").status_code == 403


def test_an_answer_needs_words_and_a_sooner_end(client, appeal, of_role):
    on_duty(client, of_role(Role.SENIOR, "other"))
    page = f"/admin/moderation/appeal/{appeal.pk}/"

    assert client.post(page, {"outcome": "UPHELD", "words": " "}).status_code == 400
    assert client.post(page, {"outcome": "SHORTENED", "words": "x", "days": "9"}).status_code == 400
    assert client.post(page, {"outcome": "SHORTENED", "words": "x", "days": "1"}).status_code == 303


def test_every_decision_can_be_taken_back_by_a_senior(client, appeal, of_role, mo):
    number = appeal.decision.number
    assert client.post("/admin/moderation/decisions/", {"number": number}).status_code == 404
    on_duty(client, of_role(Role.SENIOR, "other"))

    assert client.post("/admin/moderation/decisions/", {"number": number}).status_code == 303
    assert not Exclusion.objects.exists()
    assert "taken back" in client.get(f"/admin/moderation/decisions/?number={number}").content.decode()


def test_an_appeal_stands_in_the_queue_of_everybody_but_who_decided(client, appeal, of_role):
    on_duty(client, of_role(Role.SENIOR, "other"))
    assert f"/admin/moderation/appeal/{appeal.pk}/" in client.get("/admin/moderation/").content.decode()

    on_duty(client, appeal.decision.by)
    assert f"/admin/moderation/appeal/{appeal.pk}/" not in client.get("/admin/moderation/").content.decode()
