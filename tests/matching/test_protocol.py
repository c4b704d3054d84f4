"""Frames: every shape a client may send, and every one it may not."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching import protocol
from matching.criteria import Wish
from matching.protocol import BadField, BadFrame, Close, UnknownFrame, clean_body, parse

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    ["type", "wish", "mode", "offer", "chat", "seq", "body", "on", "description", "candidates", "please", "handle", "n"]
)
TYPES = st.sampled_from(["seek", "signal", "ready", "text", "typing", "media", "block", "undo", "look", "stop", "ping"])
NEAR_FRAMES = st.builds(
    lambda kind, rest: {**rest, "type": kind}, TYPES | JSON, st.dictionaries(NAMES, JSON, max_size=5)
)


@given(st.text(max_size=200) | NEAR_FRAMES.map(json.dumps) | JSON.map(json.dumps))
@settings(max_examples=1500)
@example("")
@example("NaN")
@example("\ud800")
@example('{"type":"text","chat":"c","seq":1,"body":"\\ud800"}')
@example('{"type":"ping","n":1e400}')
@example('{"type":"ping","n":123456789012345678901234567890}')
@example('{"type":"ping","type":"stop"}')
@example("[" * 100_000)
@example('{"a":' * 5_000)
@example('{"type":"seek","wish":' + '{"wish":' * 3_000)
def test_whatever_comes_is_a_frame_or_refused_by_name(text):
    try:
        frame = parse(text)
    except (BadFrame, UnknownFrame, BadField):
        return
    assert isinstance(frame, protocol.Inbound)


@pytest.mark.parametrize(
    ("text", "data"), [(None, b"\x00"), ("{", None), ("[]", None), ("1", None), ('"x"', None), (" " * 40_000, None)]
)
def test_what_is_no_frame_at_all_closes(text, data):
    with pytest.raises(BadFrame):
        parse(text, data)


def test_32_kib_are_measured_in_bytes():
    body = "é" * 17_000

    with pytest.raises(BadFrame):
        parse(json.dumps({"type": "text", "chat": "c", "seq": 1, "body": body}, ensure_ascii=False))


@pytest.mark.parametrize("text", ['{"type":"dance"}', "{}", '{"type":null}', '{"type":["ping"]}'])
def test_an_unknown_type_is_told_so(text):
    with pytest.raises(UnknownFrame):
        parse(text)


@pytest.mark.parametrize(
    ("frame", "field"),
    [
        ({"type": "ping"}, "n"),
        ({"type": "ping", "n": "1"}, "n"),
        ({"type": "ping", "n": -1}, "n"),
        ({"type": "text", "chat": "c", "seq": 1, "body": ""}, "body"),
        ({"type": "text", "chat": "c", "seq": 1, "body": "x" * 2001}, "body"),
        ({"type": "seek", "wish": {"genders": ["Q"]}}, "genders"),
        ({"type": "seek", "wish": {"countries": ["nl"]}}, "countries"),
        ({"type": "seek", "mode": "smell"}, "mode"),
        ({"type": "signal", "chat": "c"}, "signal"),
        ({"type": "signal", "chat": "c", "please": "offer", "candidates": [{"candidate": ""}]}, "signal"),
        ({"type": "ready", "offer": {"type": "answer", "sdp": "v=0"}}, "offer"),
    ],
)
def test_a_wrong_field_is_named(frame, field):
    with pytest.raises(BadField, match=field):
        parse(json.dumps(frame))


def test_a_seek_needs_nothing_and_an_offer_may_come_bare_or_described():
    assert parse('{"type":"seek"}') == protocol.Seek(wish=Wish())
    bare, described = '"v=0"', '{"type":"offer","sdp":"v=0"}'
    for offer in (bare, described):
        assert protocol.sdp_of(parse(f'{{"type":"seek","offer":{offer}}}').offer) == "v=0"


def test_fields_of_a_newer_client_do_no_harm():
    assert parse('{"type":"ping","n":7,"colour":"blue"}').n == 7


@given(st.text(max_size=300))
def test_a_cleaned_text_stays_clean(body):
    cleaned = clean_body(body)

    assert clean_body(cleaned) == cleaned
    cleaned.encode()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("hello", "hello"),
        ("  two\nlines\t ", "two\nlines"),
        ("abc\u202edef", "abcdef"),
        ("z\u0335\u0336\u0337\u0338\u0339\u033a", "z\u0335\u0336\u0337"),
        ("\u200b\u200b", ""),
        ("שלום", "שלום"),
        ("👩‍👧", "👩‍👧"),
    ],
)
def test_what_turns_round_or_piles_up_is_taken_out(said, heard):
    assert clean_body(said) == heard


def test_type_comes_first_and_close_codes_are_the_fixed_ones():
    assert protocol.pong(n=1) == '{"type":"pong","n":1}'
    assert [int(code) for code in Close] == [4400, 4401, 4403, 4409, 4429, 1013]
