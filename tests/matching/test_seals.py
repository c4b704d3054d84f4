"""Handles and seals: what was is proven, what was not can't be made (promise: RET-4)."""

import json
import os
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching.seals import (
    HANDLE_LIVES,
    MOST_MESSAGES,
    PERIOD,
    BadTranscript,
    HandleExpired,
    HandleForged,
    Keyring,
    commitment,
    open_handle,
    opening,
    read_transcript,
    seal_handle,
    stamp,
    verify,
)

NOW = 1_790_000_000_000
RING = Keyring([b"k" * 32])
CHAT, ANN, BEN = "chat-of-two", "ann", "ben"


def talk(ring: Keyring, lines: list[tuple[str, str]], *, start: int = NOW, pause: int = 1000) -> list[dict]:
    """Return what both browsers hold after some lines were said."""
    head, said, seqs = opening(ring, CHAT, now=start), [], {ANN: 0, BEN: 0}
    for n, (sender, body) in enumerate(lines):
        seqs[sender] += 1
        at, prev = start + n * pause, head
        seal, head = stamp(ring, head, chat=CHAT, sender=sender, seq=seqs[sender], at=at, body=body)
        said.append({"body": body, "seq": seqs[sender], "at": at, "seal": seal, "prev": prev})
    return said


def told(messages: list[dict], *, ring: Keyring = RING, now: int = NOW + 60_000, chat: str = CHAT, pair=(ANN, BEN)):
    return verify(ring, chat=chat, holder=pair[0], partner=pair[1], messages=messages, now=now)


LINES = [(ANN, "hello"), (BEN, "hi"), (BEN, "money please"), (ANN, "no"), (BEN, "then I publish")]


def test_an_honest_transcript_verifies_line_by_line():
    lines = told(talk(RING, LINES))

    assert [line.whose for line in lines] == ["holder", "partner", "partner", "holder", "partner"]
    assert all(line.follows for line in lines)


def test_seals_alone_are_enough_as_the_browser_sends_them():
    first, *rest = talk(RING, LINES)
    bare = [first, *({key: line[key] for key in ("body", "seq", "at", "seal")} for line in rest)]

    assert [line.whose for line in told(bare)] == ["holder", "partner", "partner", "holder", "partner"]


def test_the_first_words_of_a_meeting_need_nothing_before_them():
    bare = [{key: line[key] for key in ("body", "seq", "at", "seal")} for line in talk(RING, LINES)]

    assert [(line.whose is not None, line.follows, line.begins) for line in told(bare)] == [
        (True, True, True),
        *[(True, True, False)] * 4,
    ]
    assert not told(bare[1:])[0].whose, "what came before it must be told, if only by its seal"
    assert not told(talk(RING, LINES)[1:])[0].begins


def test_a_transcript_may_come_as_the_text_of_a_form():
    assert all(line.whose for line in told(json.dumps(talk(RING, LINES))))
    assert read_transcript("[]") == []


def test_ones_own_words_may_be_withheld_without_breaking_the_chain():
    messages = talk(RING, LINES)
    messages[3]["commit"] = commitment(messages[3].pop("body"))
    lines = told(messages)

    assert lines[3].whose == "holder"
    assert lines[3].body is None
    assert lines[4].follows


@pytest.mark.parametrize(
    "forge",
    [
        lambda said: said[2].update(body="nothing at all"),
        lambda said: said[2].update(seq=9),
        lambda said: said[2].update(at=NOW + 5),
        lambda said: said[2].update(seal=said[1]["seal"]),
        lambda said: said[2].update(prev=said[0]["seal"]),
        lambda said: said[2].update(seal=""),
    ],
)
def test_a_changed_line_is_shown_as_unverified(forge):
    said = talk(RING, LINES)
    forge(said)

    assert told(said)[2].whose is None


def test_a_line_left_out_is_shown_as_a_gap():
    said = talk(RING, LINES)
    lines = told([*said[:2], *said[3:]])

    assert [line.follows for line in lines] == [True, True, False, True]


def test_lines_in_another_order_are_shown_as_gaps():
    said = talk(RING, LINES)
    lines = told([said[0], said[2], said[1]])

    assert not all(line.follows for line in lines)


def test_words_of_another_meeting_or_another_pair_prove_nothing():
    said = talk(RING, LINES)

    assert {line.whose for line in told(said, chat="another")} == {None}
    assert {line.whose for line in told(said, pair=("eve", "mallory"))} == {None}


def test_a_chain_survives_a_change_of_keys():
    start = (NOW // PERIOD + 1) * PERIOD - 2500

    lines = told(talk(RING, LINES, start=start), now=start + 60_000)

    assert all(line.whose and line.follows for line in lines)


def test_seals_of_before_a_rotation_verify_and_those_of_a_forgotten_secret_do_not():
    old, new = b"o" * 32, b"n" * 32
    said = talk(Keyring([old]), LINES)

    assert all(line.whose for line in told(said, ring=Keyring([new, old])))
    assert not any(line.whose for line in told(said, ring=Keyring([new])))


@given(st.lists(st.tuples(st.sampled_from([ANN, BEN]), st.text(max_size=40)), min_size=1, max_size=8), st.data())
@settings(max_examples=150)
def test_any_one_change_is_noticed(lines, data):
    said = talk(RING, lines)
    where = data.draw(st.integers(0, len(said) - 1))
    field = data.draw(st.sampled_from(["body", "seq", "at", "seal"]))
    change = st.integers(0, 2**40) if field in {"seq", "at"} else st.text(max_size=60)
    said[where][field] = data.draw(change.filter(lambda new: new != said[where][field]))

    assert told(said)[where].whose is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_parts_run_into_each_other(one, other):
    seals = {
        stamp(RING, "", chat=one, sender=other, seq=1, at=NOW, body="x")[0],
        stamp(RING, "", chat=one + other, sender="", seq=1, at=NOW, body="x")[0],
        stamp(RING, "", chat="", sender=one + other, seq=1, at=NOW, body="x")[0],
    }
    assert len(seals) == len({(one, other), (one + other, ""), ("", one + other)})


def test_a_handle_tells_its_holder_nothing_and_the_server_whom_it_is_about():
    token = seal_handle(RING, chat=CHAT, partner=BEN, holder=ANN, now=NOW)
    handle = open_handle(RING, token, holder=ANN, now=NOW + HANDLE_LIVES)

    assert (handle.chat, handle.partner, handle.at) == (CHAT, BEN, NOW)
    assert len(token) == len(seal_handle(RING, chat="c", partner="p" * 36, holder="h", now=NOW))
    assert token != seal_handle(RING, chat=CHAT, partner=BEN, holder=ANN, now=NOW)


@given(st.integers(0, 2**32).map(lambda n: NOW - n))
def test_handles_open_whatever_the_time_they_were_made(at):
    token = seal_handle(RING, chat=CHAT, partner=BEN, holder=ANN, now=at)

    assert open_handle(RING, token, holder=ANN, now=at + 1).at == at


def test_somebody_elses_handle_and_an_old_one_are_of_no_use():
    token = seal_handle(RING, chat=CHAT, partner=BEN, holder=ANN, now=NOW)

    with pytest.raises(HandleForged):
        open_handle(RING, token, holder="eve", now=NOW)
    with pytest.raises(HandleExpired):
        open_handle(RING, token, holder=ANN, now=NOW + HANDLE_LIVES + 1)
    with pytest.raises(HandleExpired):
        open_handle(RING, token, holder=ANN, now=NOW + 30 * PERIOD)
    with pytest.raises(HandleForged):
        open_handle(Keyring([os.urandom(32)]), token, holder=ANN, now=NOW)


@given(st.data())
@settings(max_examples=200)
def test_a_handle_with_one_character_changed_is_none(data):
    token = seal_handle(RING, chat=CHAT, partner=BEN, holder=ANN, now=NOW)
    where = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(max_codepoint=0x2FF).filter(lambda new: new != token[where]))

    with pytest.raises((HandleForged, HandleExpired)):
        open_handle(RING, token[:where] + other + token[where + 1 :], holder=ANN, now=NOW)


@given(st.text(max_size=400))
def test_noise_is_no_handle(token):
    with pytest.raises((HandleForged, HandleExpired)):
        open_handle(RING, token, holder=ANN, now=NOW)


def test_a_process_whose_clock_is_behind_opens_what_another_just_sealed():
    turn = (NOW // PERIOD + 1) * PERIOD
    token = seal_handle(RING, chat=CHAT, partner=BEN, holder=ANN, now=turn + 1)

    assert open_handle(RING, token, holder=ANN, now=turn - 1).partner == BEN
    assert all(line.whose for line in told(talk(RING, LINES, start=turn + 1), now=turn - 1))


@pytest.mark.parametrize("partner", ["", "b\0", "\0\0", "b" * 100, "é" * 50])
def test_every_byte_of_a_name_comes_back(partner):
    token = seal_handle(RING, chat=CHAT, partner=partner, holder=ANN, now=NOW)

    assert open_handle(RING, token, holder=ANN, now=NOW).partner == partner
    assert len(token) == len(seal_handle(RING, chat="", partner="", holder=ANN, now=NOW))


def test_names_that_would_show_in_the_length_are_not_sealed():
    with pytest.raises(ValueError, match="too long"):
        seal_handle(RING, chat=CHAT, partner="b" * 200, holder=ANN, now=NOW)


@pytest.mark.parametrize("secrets", [[], [b"short"], [b"k" * 32, b""]])
def test_weak_keys_make_no_keyring(secrets):
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring(secrets)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["body", "commit", "seq", "at", "seal", "prev", "from"]), inner, max_size=7)
    ),
    max_leaves=12,
)
NEAR_TEXTS = st.fixed_dictionaries(
    {"seq": st.integers(), "at": st.integers(), "seal": st.text(max_size=60)},
    optional={"body": st.text(max_size=20), "commit": st.text(max_size=64), "prev": st.text(max_size=60)},
)


@given(JSON | st.text(max_size=60) | st.lists(NEAR_TEXTS | JSON, max_size=4) | JSON.map(json.dumps))
@settings(max_examples=600)
@example('[{"body":"\\ud800","seq":1,"at":1,"seal":"x"}]')
@example([{"body": "\ud800", "seq": 1, "at": NOW, "seal": "\ud800", "prev": "\ud800"}])
@example([{"seq": 1, "at": NOW, "seal": ""}])
@example([{"body": "x", "seq": 10**400, "at": NOW, "seal": ""}])
@example("[" * 100_000)
@example([{"body": "x", "seq": 1, "at": NOW, "seal": ""}] * (MOST_MESSAGES + 1))
def test_whatever_is_handed_in_proves_nothing_or_is_refused(messages):
    try:
        lines = told(messages)
    except BadTranscript:
        return
    assert not any(line.whose or line.follows or line.begins for line in lines)


@given(st.permutations(range(len(LINES))), st.sets(st.integers(0, len(LINES) - 1)))
def test_only_the_order_in_which_it_was_said_has_no_gaps(order, left_out):
    said = talk(RING, LINES)
    picked = [n for n in order if n not in left_out]
    lines = told([said[n] for n in picked])

    assert all(line.whose for line in lines), "each is proven by itself, with what it came after"
    assert [line.follows for line in lines[1:]] == [later == earlier + 1 for earlier, later in pairwise(picked)]
    assert [line.begins for line in lines] == [n == 0 for n in picked]
