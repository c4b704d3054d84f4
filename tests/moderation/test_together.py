"""Finding among what waits, and deciding many cases at once; and what child safety keeps to itself.

promise: SEC-3; reliability P-20
"""

import secrets
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Device, Exclusion, OpenSession, Person
from moderation.models import Appeal, Case, Complaint, Decision, Evidence
from moderation.services import appeals, cases, decisions
from moderation.services.decisions import Made
from privacy.models import LegalHold, LookedAt
from privacy.roles import Role
from tests.moderation.conftest import Talk, picture
from tests.staffed import on_duty

pytestmark = pytest.mark.usefixtures("cupboard", "redis_live")
DAY = timedelta(days=1)
LURE = "cheap coins at spam.example"


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
def complain_about(come_in):
    """Return a function that has somebody new complain about a person, a new one if none is given; return the case."""

    def about(reason="ADVERT", said="hi", accused=None, **more):
        now = timezone.now()
        accused = accused or come_in(now=now)
        Talk(come_in(now=now), accused, now=now).say(accused, said).complain(reason, **more)
        return Case.objects.get(about=accused, state__in=Case.WAITING)

    return about


@pytest.fixture
def wave(complain_about):
    """Return three cases of one advert."""
    return [complain_about(said=LURE) for _ in range(3)]


def found(client, **asked):
    """Return the numbers of the cases that the queue shows."""
    page = client.get("/admin/moderation/", asked).content.decode()
    return {case.number for case in Case.objects.all() if f"case/{case.number}/" in page}


def numbers(*waiting):
    return {case.number for case in waiting}


def together(client, wave, **changes):
    sent = {"case": [case.number for case in wave], "kind": "BANNED", "rule": "ADVERT", "days": "7", "reason": "wave"}
    return client.post("/admin/moderation/together/", sent | changes)


def test_the_queue_finds_by_reason_language_and_words(client, mo, wave, complain_about):
    threat = complain_about("THREAT", said="I know where you live")
    noted = complain_about("OTHER", note="He begs.", language="es")

    assert found(client, reason="ADVERT") == numbers(*wave)
    assert found(client, language="es") == numbers(noted)
    assert found(client, words="SPAM.example") == numbers(*wave)
    assert found(client, words="begs") == numbers(noted)
    assert found(client) == numbers(threat, noted, *wave)
    assert "Give three letters" in client.get("/admin/moderation/", {"words": "x"}).content.decode()


def test_what_is_alike_is_found_by_picture_and_by_browser(client, mo, come_in, complain_about):
    first = complain_about(frame=picture("red"))
    second, other = complain_about(), complain_about()
    now = timezone.now()
    device = Device.objects.create(key_hash="a" * 64, first_seen_at=now, last_seen_at=now)
    for case in (first, second):
        key, over_at = secrets.token_hex(16), now + DAY
        OpenSession.objects.create(
            session_key=key, session_data="", expire_date=over_at, person=case.about, device=device
        )

    assert found(client, like=first.number) == numbers(first, second)
    page = client.get(f"/admin/moderation/case/{first.number}/").content.decode()
    assert second.number in page
    assert other.number not in page


def test_a_wave_is_shown_before_it_is_hit_and_everybody_gets_their_letter(client, mo, wave):
    before = LookedAt.objects.count()
    page = client.get("/admin/moderation/together/", {"case": [case.number for case in wave]}).content.decode()
    assert page.count(LURE) == 3
    assert LookedAt.objects.count() - before == 3, "each is written down as looked at"
    assert not Decision.objects.exists()

    assert together(client, wave[:2]).status_code == 303
    assert {made.person_id for made in Decision.objects.all()} == {case.about_id for case in wave[:2]}
    assert all(made.length == 7 * DAY and "Je bent buitengesloten" in made.letter for made in Decision.objects.all())
    assert found(client) == numbers(wave[2])


def test_a_case_that_cannot_be_decided_so_is_left_and_named(client, mo, wave, of_role):
    cases.hold(case_id=wave[0].pk, staff_id=of_role(Role.MODERATOR, "di").pk, now=timezone.now())
    answer = client.post(
        "/admin/moderation/together/",
        {"case": [case.number for case in wave], "kind": "DISMISSED", "rule": "ADVERT", "reason": "nothing"},
        follow=True,
    ).content.decode()

    assert f"look at each: {wave[0].number}" in answer
    assert set(Case.objects.filter(state="OPEN")) == {wave[0]}


@pytest.mark.parametrize("wrong", [{"days": ""}, {"days": "91"}, {"reason": " "}, {"kind": "ESCALATED"}, {"rule": "X"}])
def test_what_a_wave_lacks_is_asked_for_and_nothing_typed_is_lost(client, mo, wave, wrong):
    answer = together(client, wave, **({"reason": "typed words"} | wrong))

    assert answer.status_code == 400
    assert wrong.get("reason") or "typed words" in answer.content.decode()
    assert not Decision.objects.exists()


def test_nobody_decides_together_what_they_may_not_see(client, mo, wave, of_role):
    decisions.escalate(case_id=wave[0].pk, by=of_role(Role.SENIOR), reason="looks 12", now=timezone.now())
    Case.objects.filter(pk=wave[1].pk).update(about=mo)

    together(client, wave)
    assert [made.person_id for made in Decision.objects.filter(kind="BANNED")] == [wave[2].about_id]
    on_duty(client, of_role(Role.AUDITOR))
    assert together(client, wave).status_code == 403


def test_nothing_ticked_leads_back_with_words(client, mo):
    answer = client.get("/admin/moderation/together/", follow=True)

    assert "Tick the cases first" in answer.content.decode()


def test_what_a_complainant_has_open_is_shown_first_and_only_what_one_may_decide_goes(client, mo, come_in, of_role):
    now = timezone.now()
    ann, people = come_in(now=now), [come_in(now=now) for _ in range(4)]
    for person in people:
        Talk(ann, person, now=now).complain("HATE")
    first, mine, grave, other = (Case.objects.get(about=person) for person in people)
    Case.objects.filter(pk=mine.pk).update(about=mo)
    decisions.escalate(case_id=grave.pk, by=of_role(Role.SENIOR), reason="looks 12", now=now)

    page = client.get(f"/admin/moderation/case/{first.number}/").content.decode()
    assert "This dismisses complaints: 2, in cases: 2." in page
    client.post(f"/admin/moderation/bad-faith/{first.complaints.get().pk}/")
    assert set(Case.objects.filter(state="DECIDED")) == {first, other}
    assert set(Complaint.objects.filter(outcome="WAITS").values_list("case", flat=True)) == {mine.pk, grave.pk}
    hidden = client.post(f"/admin/moderation/bad-faith/{grave.complaints.get().pk}/")
    assert hidden.status_code == 404


# --- what child safety keeps to itself ---


@pytest.fixture
def reported(complain_about, of_role):
    """Return a case that child safety has decided: a ban, and an appeal against it."""
    now, keeper = timezone.now(), of_role(Role.CHILD_SAFETY)
    case = complain_about("MINOR", frame=picture("red"))
    decisions.escalate(case_id=case.pk, by=of_role(Role.SENIOR, "first"), reason="looks 12", now=now)
    made = Made(kind="BANNED", rule="MINOR", length=DAY, letter="No.")
    decision = decisions.decide(case_id=case.pk, by=keeper, made=made, now=now)
    appeals.file(decision_id=decision.pk, words="I am 40.", keeps_picture=False, now=now)
    return case


def test_a_case_stays_with_child_safety_when_it_is_decided(client, reported, of_role):
    shown, appeal = Evidence.objects.filter(state="KEPT").first(), Appeal.objects.get()
    number = appeal.decision.number
    on_duty(client, of_role(Role.SENIOR, "other"))
    pages = [f"case/{reported.number}/", f"picture/{shown.pk}/", f"appeal/{appeal.pk}/"]

    assert {client.get(f"/admin/moderation/{page}").status_code for page in pages} == {404}
    assert client.post("/admin/moderation/decisions/", {"number": number}).status_code == 404
    assert number not in client.get("/admin/moderation/decisions/").content.decode()
    assert number not in client.get("/admin/moderation/").content.decode()
    assert Exclusion.objects.exists()


def test_child_safety_answers_what_is_said_against_a_colleague(client, reported, of_role):
    page = f"/admin/moderation/appeal/{Appeal.objects.get().pk}/"
    on_duty(client, of_role(Role.CHILD_SAFETY, "second"))
    assert page in client.get("/admin/moderation/").content.decode()
    assert client.post(page, {"outcome": "OVERTURNED", "words": "You are."}).status_code == 303
    assert not Exclusion.objects.exists()


@pytest.mark.parametrize(("kind", "holds"), [("DISMISSED", 0), ("BANNED", 1)])
def test_a_hold_ends_where_child_safety_finds_nothing(complain_about, of_role, kind, holds):
    now, case = timezone.now(), complain_about("MINOR", frame=picture("red"))
    decisions.escalate(case_id=case.pk, by=of_role(Role.SENIOR), reason="looks 12", now=now)
    made = Made(kind=kind, rule="MINOR", length=DAY, letter="No.") if kind == "BANNED" else Made(kind=kind)
    decisions.decide(case_id=case.pk, by=of_role(Role.CHILD_SAFETY), made=made, now=now)

    assert LegalHold.objects.standing(now).count() == holds
