"""Who fits whom: the index must say the same as the rule, for everybody."""

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching.criteria import (
    MOST_BUCKETS,
    MOST_COUNTRIES,
    MOST_INTERESTS,
    MOST_LANGUAGES,
    WIDENING,
    Seeker,
    Wish,
    card,
    fits,
    listings,
    met_wish,
    next_step,
    normalised,
    plan,
    probes,
    widened,
)

COUNTRIES, LANGUAGES, TAGS = ["NL", "BE"], ["nl", "en"], ["film", "cats"]
WISHES = st.builds(
    Wish,
    genders=st.lists(st.sampled_from("FMX"), unique=True, max_size=2).map(tuple),
    countries=st.lists(st.sampled_from(COUNTRIES), unique=True).map(tuple),
    languages=st.lists(st.sampled_from(LANGUAGES), unique=True).map(tuple),
    interests=st.lists(st.sampled_from(TAGS), unique=True).map(tuple),
    firm=st.lists(st.sampled_from(["interests", "countries", "languages"]), unique=True).map(tuple),
)
SEEKERS = st.builds(
    Seeker,
    person=st.sampled_from("ab"),
    gender=st.sampled_from(["", "F", "M", "X"]),
    country=st.sampled_from(["", *COUNTRIES]),
    mode=st.sampled_from(["video", "voice", "text"]),
    wish=WISHES,
)
WAITED = st.sampled_from([0, *(step.after for step in WIDENING), 60_000])


def widened_after(seeker: Seeker, waited: int):
    return widened(plan(seeker.wish, seeker.mode), waited)


@given(SEEKERS, WAITED, SEEKERS, WAITED)
@settings(max_examples=1500)
@example(Seeker("a"), 0, Seeker("b"), 0)
def test_who_looks_finds_exactly_those_who_fit(one, one_waited, other, other_waited):
    ones, others = widened_after(one, one_waited), widened_after(other, other_waited)

    found = bool(set(probes(one, ones)) & set(listings(other, others)))

    assert found is bool(fits(one, ones, other, others))


@given(SEEKERS, WAITED, SEEKERS, WAITED)
def test_fitting_is_mutual(one, one_waited, other, other_waited):
    ones, others = widened_after(one, one_waited), widened_after(other, other_waited)

    assert bool(fits(one, ones, other, others)) is bool(fits(other, others, one, ones))


@given(SEEKERS, SEEKERS)
def test_waiting_longer_never_loses_anybody(one, other):
    fitting = [
        bool(fits(one, widened_after(one, waited), other, widened_after(other, waited)))
        for waited in (0, 3_000, 5_000, 12_000, 20_000)
    ]

    assert fitting == sorted(fitting)


def test_genders_never_widen_and_firm_parts_neither():
    picky = Seeker("a", wish=Wish(genders=("F",), countries=("NL",), firm=("countries",)))
    unstated, elsewhere = Seeker("b", country="NL"), Seeker("c", gender="F", country="BE")
    later = widened_after(picky, 60_000)

    assert not fits(picky, later, unstated, widened_after(unstated, 60_000))
    assert not fits(picky, later, elsewhere, widened_after(elsewhere, 60_000))


def test_the_steps_name_only_what_was_wished():
    steps = plan(Wish(countries=("NL",), interests=("film",)), "video")

    assert [step.part for step in steps] == ["interests", "mode", "countries"]
    assert next_step(steps, 4_000).part == "mode"
    assert next_step(steps, 12_000) is None


def test_somebody_without_a_wish_waits_and_looks_in_few_buckets():
    anybody = Seeker("a", wish=Wish(languages=("nl", "en")))

    assert len(listings(anybody, frozenset())) == len(probes(anybody, frozenset())) == 2


WIDE = st.builds(
    Wish,
    genders=st.lists(st.sampled_from("FMX"), max_size=3).map(tuple),
    countries=st.lists(st.sampled_from(["NL", "BE", "DE", "FR"]), max_size=MOST_COUNTRIES).map(tuple),
    languages=st.lists(st.sampled_from(["nl", "en", "de", "fr", "es", "pt"]), max_size=MOST_LANGUAGES).map(tuple),
    interests=st.lists(st.text(max_size=30) | st.sampled_from(["Film", "#cats", "a b"]), max_size=MOST_INTERESTS).map(
        tuple
    ),
    firm=st.lists(st.sampled_from(["interests", "countries", "languages"]), max_size=3).map(tuple),
)


@given(WIDE)
@settings(max_examples=400)
@example(Wish(interests=("ß" * 30, "\ufdfa" * 20, "\u0345", "\u1fb3", "İ")))
@example(Wish(genders=("F", "M"), countries=("NL", "BE", "DE"), languages=("nl", "en", "de", "fr", "es")))
def test_a_wish_in_its_own_form_stays_as_it_is_and_fits_what_is_allowed(wish):
    once = normalised(wish)

    assert normalised(once) == once
    assert msgspec.convert(msgspec.to_builtins(once), Wish) == once


@given(WIDE, st.sampled_from(["", "F"]), st.sampled_from(["", "NL"]), WAITED)
def test_nobody_waits_in_more_buckets_than_redis_can_bear(wish, gender, country, waited):
    seeker = Seeker("a", gender=gender, country=country, wish=normalised(wish))
    names = listings(seeker, widened_after(seeker, waited))

    assert len(names) == len(set(names)) <= MOST_BUCKETS


def test_the_widest_wish_keeps_something_of_every_part():
    wish = Wish(
        genders=("F", "M"),
        countries=("NL", "BE", "DE"),
        languages=("nl", "en", "de", "fr", "es"),
        interests=("film", "cats", "chess", "jazz", "bread"),
    )
    kept = normalised(wish)

    assert kept.genders == wish.genders
    for part in ("countries", "languages", "interests"):
        assert getattr(kept, part)[:2] == getattr(wish, part)[:2], f"the first of its {part} count"


@pytest.mark.parametrize("wish", [{"countries": ["NL\n"]}, {"languages": ["nl\n"]}, {"interests": ["x" * 31]}])
def test_what_would_be_a_bucket_of_its_own_is_no_wish(wish):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wish, Wish)


def test_interests_are_folded_so_that_they_meet():
    wish = normalised(Wish(interests=("#Film", " film ", "ＦＩＬＭ", "a|b,c", "!!"), genders=("F", "M", "X")))

    assert wish.interests == ("film", "abc")
    assert wish.genders == (), "everybody is no wish"


def test_no_bucket_has_the_characters_that_part_them():
    tagged = Seeker("a", wish=normalised(Wish(interests=("a|b,c}", "{x}"))))

    assert not set("|,{}") & set("".join(listings(tagged, frozenset({"interests"}))))


def test_what_one_hears_of_the_partner_is_what_they_share_and_where_they_are():
    me = Seeker("a", wish=Wish(countries=("NL", "BE"), interests=("film", "cats"), languages=("nl",)))
    partner = Seeker("b", country="BE", gender="F", wish=Wish(interests=("cats",), languages=("nl", "en")))

    assert card(me, partner) == {
        "country": "BE",
        "languages": ["nl", "en"],
        "shared_interests": ["cats"],
        "mode": "video",
        "member": False,
    }
    assert met_wish(me, partner) == {"countries": True, "languages": True, "interests": True}
