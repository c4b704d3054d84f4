"""What somebody reads who is kept out or warned, without an account, and how they appeal (promise: DAT-10; P-26)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from accounts import addresses, tokens
from accounts.models import Device, Exclusion
from matching.models import Block
from moderation import detection, links
from moderation.models import Appeal, Case, Decision, Evidence
from moderation.services import appeals, bans, decisions, looking, purge
from moderation.services.decisions import Made
from moderation.words import SIGNALS, facts
from tests.moderation.conftest import Talk, picture

pytestmark = pytest.mark.usefixtures("cupboard", "redis_live")
DAY = timedelta(days=1)


@pytest.fixture
def decision(come_in, staff):
    """Return a ban that holds now, with a picture from the source."""
    now = timezone.now()
    ann, bob = come_in(now=now), come_in(now=now)
    talk = Talk(ann, bob, now=now).say(bob, "sentinel of bob").say(ann, "sentinel of ann")
    talk.complain("NUDITY", note="sentinel note", frame=picture("red"))
    asked = Evidence.objects.get(state="WAITS")
    from moderation.evidence import cabinet  # noqa: PLC0415 - as the receiver does it
    from moderation.pictures import draw  # noqa: PLC0415

    cabinet().keep(asked.name, draw(picture("navy")), taken_at=now.timestamp())
    looking.take_in(look_id=asked.name, outcome="taken", now=now)
    made = Made(kind="BANNED", rule="NUDITY", length=3 * DAY, letter="You were naked.", reason="sentinel reason")
    return decisions.decide(case_id=Case.objects.get().pk, by=staff("sentinelmoderator"), made=made, now=now)


def words(response):
    return response.content.decode()


def test_the_excluded_page_is_a_letter_with_rule_reason_end_and_appeal(client, decision):
    client.force_login(decision.person)
    page = words(client.get("/en/excluded/"))

    for said in ("You were naked.", "No nudity and no sex", "A moderator. No program decides.", "count-down", "Appeal"):
        assert said in page
    assert "sentinel of bob" in page, "what it rests on"


def test_nothing_of_the_other_side_nor_of_the_moderator_is_in_it(client, decision):
    """reliability P-26, T42"""
    client.force_login(decision.person)
    page = words(client.get("/en/excluded/"))

    for hidden in ("sentinel of ann", "sentinel note", "sentinelmoderator", "sentinel reason"):
        assert hidden not in page
    assert str(Block.objects.get().owner_id) not in page


@pytest.fixture
def on_their_browser(client, decision, settings):
    """Return the browser of whoever is kept out, without a session."""
    key = "k" * 43
    Device.objects.filter(person=decision.person).update(key_hash=tokens.key_hash(key))
    client.cookies[settings.DEVICE_COOKIE_NAME] = key
    return client


def test_the_browser_alone_leads_to_it(on_their_browser):
    assert "You were naked." in words(on_their_browser.get("/en/excluded/"))


def test_whoever_borrows_that_browser_reads_nothing_of_it(on_their_browser, come_in):
    on_their_browser.force_login(come_in(now=timezone.now()))
    page = words(on_their_browser.get("/en/excluded/"))

    assert "it may not be about you" in page
    assert "You were naked." not in page


def test_whoever_shares_the_address_reads_nothing_of_it(client, decision, come_in):
    hashed = addresses.keyed_hash("127.0.0.1")
    now = timezone.now()
    Exclusion.objects.create(address_hash=hashed, began_at=now - DAY, ends_at=now + DAY)
    page = words(client.get("/en/excluded/"))

    assert "it may not be about you" in page
    assert "You were naked." not in page


def test_one_s_own_camera_s_picture_and_no_other_can_be_seen(client, decision):
    key = links.key_of(decision)
    source, handed = Evidence.objects.get(source="AT_SOURCE"), Evidence.objects.get(source="HANDED_IN")
    seen = client.get(f"/en/decisions/{key}/pictures/{source.pk}/")

    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in seen["Cache-Control"]
    assert client.get(f"/en/decisions/{key}/pictures/{handed.pk}/").status_code == 404


@pytest.mark.parametrize("key", ["x", "AAAAAAAA:bad", "\0", "é" * 50])
def test_a_key_that_is_none_leads_nowhere(client, decision, key):
    assert client.get(f"/en/decisions/{key}/").status_code == 404


def test_an_appeal_needs_no_account_and_is_taken_once(client, decision):
    page = f"/en/decisions/{links.key_of(decision)}/"
    empty = client.post(page, {"words": "  "})
    assert empty.status_code == 400
    assert "Write what happened" in words(empty)

    for _ in range(2):
        assert client.post(page, {"words": "It was my arm.", "keeps_picture": "on"}).status_code == 303
    assert (Appeal.objects.get().words, Appeal.objects.get().keeps_picture) == ("It was my arm.", True)
    assert "It was my arm." in words(client.get(page))


def test_a_decision_that_was_wrong_says_so(client, decision, staff):
    appeal = appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=timezone.now())
    appeals.answer(appeal_id=appeal.pk, by=staff("other"), outcome="OVERTURNED", words="Sorry.", now=timezone.now())
    page = words(client.get(f"/en/decisions/{links.key_of(decision)}/"))

    assert "We were wrong" in page
    assert "Sorry." in page
    client.force_login(decision.person)
    assert client.get("/en/excluded/").status_code == 302, "there is nothing that keeps them out"


def test_a_pause_by_a_rule_says_by_which_and_on_what(client, come_in):
    person = come_in(now=timezone.now())
    facts = {"rule": "links", "version": 3, "link lines": "9 (limit 6)"}
    bans.pause(person_id=person.pk, rule="ADVERT", facts=facts, letter="A pause.", now=timezone.now())
    client.force_login(person)
    page = words(client.get("/en/excluded/"))

    assert "A rule that runs by itself, and no person" in page
    assert "9 (limit 6)" in page
    assert "<code>links</code>, version 3" in page


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("85.0 (>= 80)", "85.0; the rule begins at 80"),
        ("4.2 (<= 5)", "4.2; the rule holds up to 5"),
        ("many", "many"),
        (7, "7"),
    ],
)
def test_a_signal_is_said_in_words_with_its_threshold(value, said):
    found = {"rule": "x", "version": 1, "left_fast_share": value}

    with override("en"):
        assert facts(found) == [("Of them left at once by the other, %", said)]


def test_every_signal_of_detection_has_words():
    assert set(SIGNALS) == set(detection.SIGNALS)


def test_the_letter_stays_when_the_ban_is_over_and_so_does_the_appeal(client, decision):
    later = timezone.now() + 4 * DAY
    purge.sweep(now=later)
    Decision.objects.update(decided_at=decision.decided_at - 4 * DAY, ends_at=timezone.now() - DAY)
    page = words(client.get(f"/en/decisions/{links.key_of(decision)}/"))

    assert "It has ended" in page
    assert "there are none, or they have been destroyed" in page
    assert "sentinel of bob" not in page
    assert 'name="words"' in page
    assert 'name="keeps_picture"' not in page, "there is none to be kept"


def test_half_a_year_later_there_is_no_appeal_any_more(client, decision):
    long_ago = timezone.now() - 190 * DAY
    Decision.objects.update(decided_at=long_ago, ends_at=long_ago + DAY)
    address = f"/en/decisions/{links.key_of(decision)}/"

    assert 'name="words"' not in words(client.get(address))
    assert client.post(address, {"words": "late"}).status_code == 303
    assert not Appeal.objects.exists()


def test_one_s_own_page_lists_both_sides_and_names_nobody(client, decision):
    client.force_login(decision.person)
    page = words(client.get("/en/account/decisions/"))

    assert "kept out for a time" in page.lower()
    assert links.key_of(decision) in page
    assert "Your appeal" not in page
    appeals.file(decision_id=decision.pk, words="x", keeps_picture=False, now=timezone.now())
    assert "Your appeal: waits." in words(client.get("/en/account/decisions/"))


def test_one_s_own_page_is_for_who_has_come_in(client, db):
    assert client.get("/en/account/decisions/").status_code == 302


def test_a_guest_finds_their_complaints_by_being_who_they_are(client, come_in):
    ann, bob = come_in(now=timezone.now()), come_in(now=timezone.now())
    Talk(ann, bob, now=timezone.now()).complain("HATE")
    client.force_login(ann)
    assert "Hate" in words(client.get("/en/account/decisions/"))
    client.force_login(bob)
    assert "Hate" not in words(client.get("/en/account/decisions/"))
