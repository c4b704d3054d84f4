"""Deciding: by people, with reasons, for a time, and never beyond recall (promise: DAT-10; reliability P-25, P-26)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from accounts import gates, presence
from accounts.models import Device, Exclusion
from moderation.models import Appeal, Case, Complaint, Decision, Evidence, Proposal
from moderation.policy import LONGEST
from moderation.services import appeals, bans, cases, decisions
from moderation.services.decisions import Made
from privacy.models import LegalHold, Outgoing
from tests.moderation.conftest import NOON, Talk, picture

pytestmark = pytest.mark.usefixtures("cupboard", "redis_live")
DAY = timedelta(days=1)


@pytest.fixture
def case(ann, bob):
    Talk(ann, bob).complain("NUDITY", frame=picture())
    return Case.objects.get()


def ban(days=3, **more):
    """Return a ban as a moderator writes it."""
    return Made(kind="BANNED", rule="NUDITY", length=days * DAY, reason="seen", letter="You were naked.", **more)


def test_a_ban_holds_by_account_and_browser_at_once_and_ends_to_the_second(case, bob, staff):
    decision = decisions.decide(case_id=case.pk, by=staff(), made=ban(), now=NOON)
    device = Device.objects.get(person=bob)

    def verdict(now, **who):
        return gates.may_enter(**({"person": bob, "device": device, "address_hash": ""} | who), now=now)

    assert verdict(NOON).until == decision.ends_at == NOON + 3 * DAY
    assert verdict(NOON, person=None).why == "EXCLUDED", "signing out is no way back in"
    assert verdict(NOON + 3 * DAY - timedelta(microseconds=1)).why == "EXCLUDED"
    assert verdict(NOON + 3 * DAY).admitted, "whether or not anything has run"


def test_whoever_comes_new_from_the_same_address_stays_out_for_a_day_and_neighbours_come_in(case, bob, come_in, staff):
    neighbour = come_in()
    presence.came_from(person_id=bob.pk, address_hash="h")
    decisions.decide(case_id=case.pk, by=staff(), made=ban(), now=NOON + timedelta(hours=1))
    later = NOON + timedelta(hours=2)

    assert gates.excluded_until(person=None, device=None, address_hash="h", now=later) == NOON + timedelta(hours=25)
    assert gates.may_enter(
        person=neighbour, device=Device.objects.get(person=neighbour), address_hash="h", now=later
    ).admitted


def test_the_complaint_is_upheld_and_the_case_forgets_the_minute(case, staff):
    decisions.decide(case_id=case.pk, by=staff(), made=ban(), now=NOON + timedelta(minutes=7))
    case.refresh_from_db()

    assert Complaint.objects.get().outcome == "UPHELD"
    assert (case.state, case.waits_since, case.took) == ("DECIDED", None, 420)


def test_a_member_is_told_by_mail_with_rule_end_and_a_way_to_appeal(case, bob, staff):
    bob.email, bob.member_since = "bob@chatear.example", NOON
    bob.save()
    decision = decisions.decide(case_id=case.pk, by=staff(), made=ban(), now=NOON)
    mail = Outgoing.objects.get()

    assert (mail.template, mail.to) == ("decided", "bob@chatear.example")
    assert mail.content["letter"] == "You were naked."
    assert decision.number in mail.content["page"]


def test_so_long_a_ban_waits_for_a_second_person(case, bob, staff):
    first, other = staff("first"), staff("other")

    assert decisions.decide(case_id=case.pk, by=first, made=ban(91), now=NOON) is None
    assert not Exclusion.objects.exists()
    with pytest.raises(decisions.DecidedByTheSamePerson):
        decisions.second(case_id=case.pk, by=first, now=NOON)
    decision = decisions.second(case_id=case.pk, by=other, now=NOON)
    assert (decision.by, decision.seconded_by, decision.length) == (first, other, 91 * DAY)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "made",
    [
        ban(366),
        ban(0),
        ban(-1),
        Made(kind="BANNED", rule="NUDITY", length=DAY, letter="  "),
        Made(kind="BANNED", rule="WHATEVER", length=DAY, letter="x"),
        Made(kind="WARNED", rule="", letter="x"),
        Made(kind="PAUSED", rule="NUDITY", letter="x", length=timedelta(minutes=5)),
        Made(kind="DISMISSED", length=DAY),
        Made(kind="ESCALATED"),
    ],
)
def test_what_can_t_be_decided_is_refused_and_changes_nothing(case, staff, made):
    with pytest.raises(decisions.MayNotBe):
        decisions.decide(case_id=case.pk, by=staff(), made=made, now=NOON)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "BANNED", "is_automatic": True, "ends_at": NOON + DAY},
        {"kind": "PAUSED", "is_automatic": True, "ends_at": NOON + timedelta(minutes=16)},
        {"kind": "BANNED", "ends_at": NOON + LONGEST + DAY, "is_seconded": True},
        {"kind": "BANNED", "ends_at": NOON + 91 * DAY},
        {"kind": "BANNED", "ends_at": None},
        {"kind": "WARNED", "letter": ""},
        {"kind": "WARNED", "rule": ""},
        {"kind": "REMOVED", "is_automatic": True},
    ],
)
def test_the_database_refuses_what_nobody_may_do(case, bob, wrong):
    """promise: P-25: nothing long by a rule alone, nothing for ever, nothing without words."""
    row = {"number": "X", "case": case, "person": bob, "rule": "NUDITY", "letter": "x", "decided_at": NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**(row | wrong))


def test_a_case_about_oneself_a_held_one_and_a_decided_one_are_refused(case, bob, staff):
    mo, di = staff("mo"), staff("di")
    cases.hold(case_id=case.pk, staff_id=mo.pk, now=NOON)
    with pytest.raises(cases.HeldBySomebodyElse):
        decisions.decide(case_id=case.pk, by=di, made=ban(), now=NOON)
    with pytest.raises(decisions.AboutThemselves):
        decisions.decide(case_id=case.pk, by=bob, made=ban(), now=NOON)
    decisions.decide(case_id=case.pk, by=mo, made=ban(), now=NOON)
    with pytest.raises(cases.AlreadyDecided):
        decisions.decide(case_id=case.pk, by=di, made=ban(), now=NOON)


def test_staff_is_not_kept_out_by_staff(case, bob, staff):
    bob.is_staff, bob.email, bob.member_since = True, "bob@chatear.example", NOON
    bob.save()
    with pytest.raises(bans.StaffIsNotKeptOut):
        decisions.decide(case_id=case.pk, by=staff(), made=ban(), now=NOON)
    assert Case.objects.get().state == "OPEN", "all of it or nothing"


def test_an_overturned_ban_opens_the_door_at_once_and_is_no_strike(case, bob, staff):
    decision = decisions.decide(case_id=case.pk, by=staff(), made=ban(), now=NOON)
    bans.overturn(decision_id=decision.pk, by=None, now=NOON + DAY)

    assert not Exclusion.objects.exists()
    assert gates.excluded_until(person=bob, device=None, address_hash="", now=NOON + DAY) is None
    decision.refresh_from_db()
    assert decision.overturned_at == NOON + DAY


def test_an_overturned_ban_leaves_another_one_standing(case, ann, bob, come_in, staff):
    mo = staff()
    first = decisions.decide(case_id=case.pk, by=mo, made=ban(3), now=NOON)
    Talk(come_in(), bob).complain("HATE")
    again = Case.objects.get(state="OPEN")
    second = decisions.decide(case_id=again.pk, by=mo, made=ban(7), now=NOON)
    bans.overturn(decision_id=first.pk, by=mo.pk, now=NOON)

    assert gates.excluded_until(person=bob, device=None, address_hash="", now=NOON) == second.ends_at


def test_bad_faith_is_noted_of_the_complaint_alone(case, bob, come_in, staff):
    Talk(come_in(), bob).complain("HATE")
    bad = Complaint.objects.order_by("pk").last()
    decisions.decide(case_id=case.pk, by=staff(), made=Made(kind="DISMISSED", bad_faith=[bad.pk]), now=NOON)

    assert [complaint.outcome for complaint in Complaint.objects.order_by("pk")] == ["DISMISSED", "BAD_FAITH"]


def test_everything_that_one_complainant_has_open_is_dismissed_at_once(ann, bob, come_in, staff):
    Talk(ann, bob).complain()
    Talk(ann, come_in()).complain()
    shared = come_in()
    Talk(ann, shared).complain()
    Talk(bob, shared).complain()

    ended = decisions.dismiss_all_of(complaint_id=Complaint.objects.first().pk, by=staff(), now=NOON)
    assert ended == 2
    assert Case.objects.get(state="OPEN").about == shared, "somebody else has complained about them as well"


def test_a_case_that_is_escalated_is_held_and_only_child_safety_gets_it(case, staff):
    decisions.escalate(case_id=case.pk, by=staff("mo"), reason="looks very young", now=NOON)
    kept = Evidence.objects.get(state="KEPT")

    assert LegalHold.objects.get().row == str(kept.pk)
    assert cases.take_next(staff_id=staff("di").pk, may_see_escalated=False, now=NOON) is None
    assert cases.take_next(staff_id=staff("cs").pk, may_see_escalated=True, now=NOON) == case


def test_fifty_who_have_agreed_on_it_cause_no_ban(bob, come_in):
    for _ in range(50):
        Talk(come_in(), bob).complain("NUDITY")

    assert Case.objects.count() == 1
    assert not Decision.objects.exists()
    assert not Exclusion.objects.exists()


def test_a_rule_pauses_for_minutes_at_most(bob):
    """promise: P-25"""
    decision = bans.pause(
        person_id=bob.pk, rule="ADVERT", facts={"rule": "links"}, letter="x", now=NOON, length=timedelta(hours=5)
    )

    assert (decision.length, decision.is_automatic, decision.by) == (timedelta(minutes=15), True, None)
    assert gates.excluded_until(person=bob, device=None, address_hash="", now=NOON) == decision.ends_at


def test_staff_is_not_paused_by_a_rule(staff):
    assert bans.pause(person_id=staff().pk, rule="ADVERT", facts={}, letter="x", now=NOON) is None


# --- appeals ---


@pytest.fixture
def decision(case, staff):
    return decisions.decide(case_id=case.pk, by=staff("first"), made=ban(), now=NOON)


def test_an_appeal_is_answered_by_somebody_else_within_two_days(decision, staff):
    appeal = appeals.file(decision_id=decision.pk, words="It was my arm.", keeps_picture=False, now=NOON)
    assert appeal.due_at == NOON + timedelta(hours=48)

    with pytest.raises(decisions.DecidedByTheSamePerson):
        appeals.answer(appeal_id=appeal.pk, by=decision.by, outcome="UPHELD", words="No.", now=NOON)
    appeals.answer(appeal_id=appeal.pk, by=staff("other"), outcome="OVERTURNED", words="Sorry.", now=NOON)
    assert not Exclusion.objects.exists()


def test_the_database_too_lets_nobody_answer_an_appeal_against_themselves(decision):
    appeal = appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(answered_by=decision.by)


def test_a_shortened_ban_ends_sooner_at_every_door(decision, bob, staff):
    appeal = appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=NOON)
    appeals.answer(
        appeal_id=appeal.pk, by=staff("other"), outcome="SHORTENED", words="One day.", now=NOON, ends_at=NOON + DAY
    )

    assert gates.excluded_until(person=bob, device=None, address_hash="", now=NOON) == NOON + DAY


@pytest.mark.parametrize("ends_at", [None, NOON + 3 * DAY, NOON + 4 * DAY, NOON - DAY])
def test_an_answer_makes_no_ban_longer(decision, staff, ends_at):
    appeal = appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=NOON)
    with pytest.raises(decisions.MayNotBe):
        appeals.answer(
            appeal_id=appeal.pk, by=staff("other"), outcome="SHORTENED", words="x", now=NOON, ends_at=ends_at
        )


def test_one_appeal_to_a_decision_and_none_when_it_is_long_ago(decision):
    with pytest.raises(appeals.NotToBeAppealed):
        appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=NOON + 200 * DAY)
    appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=NOON)
    with pytest.raises(appeals.NotToBeAppealed):
        appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_moderators_who_take_the_next_at_once_get_different_cases(come_in, staff):
    for _ in range(4):
        Talk(come_in(), come_in()).complain()
    people = [staff(f"m{n}").pk for n in range(4)]

    def take(pk):
        try:
            return cases.take_next(staff_id=pk, may_see_escalated=False, now=NOON).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(take, people))
    assert len(set(taken)) == 4
