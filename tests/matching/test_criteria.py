"""Who fits whom: the index must say the same as the rule, for everybody."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching.criteria import (
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

    assert len(listings(anybody, frozenset())) == len(probes(anybody, frozenset())) == 8


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
