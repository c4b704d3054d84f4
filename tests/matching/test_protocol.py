"""Frames: every shape a client may send, and every one it may not."""

import json
import re
import unicodedata
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching import protocol
from matching.criteria import Wish
from matching.protocol import LONGEST_BODY, BadField, BadFrame, Close, UnknownFrame, clean_body, parse

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
PAGE = (Path(__file__).parent.parent.parent / "docs" / "websocket.md").read_text()
EXAMPLES = re.findall(r"^-> (.+)$", PAGE, re.MULTILINE)
#: Frames of the page with something else in one place.
NOISY_FRAMES = st.builds(
    lambda frame, at, noise, length: frame[:at] + noise + frame[at + length :],
    st.sampled_from(EXAMPLES),
    st.integers(0, 200),
    JSON.map(json.dumps) | st.text(max_size=8) | st.sampled_from([",", "}", "]", '"', "null", "1e999", "\\ud800"]),
    st.integers(0, 30),
)
BIDI_CONTROLS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@given(st.text(max_size=200) | NEAR_FRAMES.map(json.dumps) | JSON.map(json.dumps) | NOISY_FRAMES)
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
    assert parse(msgspec.json.encode(frame).decode()) == frame, "what was taken in can be written and read again"


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
        ({"type": "seek", "wish": {"countries": ["NL\n"]}}, "countries"),
        ({"type": "seek", "wish": {"languages": ["nl"] * 6}}, "languages"),
        ({"type": "seek", "wish": {"interests": ["x" * 31]}}, "interests"),
        ({"type": "seek", "wish": {"firm": ["genders"]}}, "firm"),
        ({"type": "seek", "mode": "smell"}, "mode"),
        ({"type": "seek", "offer": "x" * 16_385}, "offer"),
        ({"type": "seek", "relay": 1}, "relay"),
        ({"type": "text", "chat": "c", "seq": 1.5, "body": "x"}, "seq"),
        ({"type": "media", "chat": "c", "camera": True, "microphone": True, "ready": 1}, "ready"),
        ({"type": "media", "chat": "c", "camera": True, "microphone": True, "ready": None}, "ready"),
        ({"type": "block", "handle": ""}, "handle"),
        ({"type": "signal", "chat": "c", "candidates": [{"candidate": "x" * 513}]}, "candidates"),
        ({"type": "signal", "chat": "c", "candidates": [{"candidate": ""}] * 33}, "candidates"),
        ({"type": "signal", "chat": "c"}, "signal"),
        ({"type": "signal", "chat": "c", "please": "offer", "candidates": [{"candidate": ""}]}, "signal"),
        ({"type": "ready", "offer": {"type": "answer", "sdp": "v=0"}}, "offer"),
    ],
)
def test_a_wrong_field_is_named(frame, field):
    with pytest.raises(BadField, match=field) as refusal:
        parse(json.dumps(frame))
    assert str(refusal.value).endswith("."), "it is a sentence"


def test_who_says_nothing_of_it_agrees_to_nothing():
    assert parse('{"type":"media","chat":"c","camera":true,"microphone":true}').ready is False
    assert parse('{"type":"media","chat":"c","camera":true,"microphone":true,"ready":true}').ready is True


def test_a_seek_needs_nothing_and_an_offer_may_come_bare_or_described():
    assert parse('{"type":"seek"}') == protocol.Seek(wish=Wish())
    bare, described = '"v=0"', '{"type":"offer","sdp":"v=0"}'
    for offer in (bare, described):
        assert protocol.sdp_of(parse(f'{{"type":"seek","offer":{offer}}}').offer) == "v=0"


def test_fields_of_a_newer_client_do_no_harm():
    assert parse('{"type":"ping","n":7,"colour":"blue"}').n == 7


#: What text can be made a nuisance with, thicker than chance would have it.
NUISANCE = st.text(
    st.sampled_from(
        "a \n\t\r\u0301\u0335\u0e47\u200b\u200d\u202e\u2066\u2028\u3164\ufe0f\ufeff\u0958\ud800"
        "\U0001f3f4\U000e0067\U000e007f"
    ),
    max_size=80,
)


@given(st.text(max_size=300) | NUISANCE)
@settings(max_examples=600)
@example("\u0958" * 2000)
@example("\U0001f3f4" + "\U000e0067" * 7 + "\U000e007f")
def test_a_cleaned_text_stays_clean(body):
    cleaned = clean_body(body)

    assert clean_body(cleaned) == cleaned
    assert len(cleaned.encode()) <= 4 * LONGEST_BODY
    assert len(cleaned) <= LONGEST_BODY
    assert "\n\n\n" not in cleaned
    assert not any(unicodedata.bidirectional(letter) in BIDI_CONTROLS for letter in cleaned)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("hello", "hello"),
        ("  two\nlines\t ", "two\nlines"),
        ("abc\u202edef", "abcdef"),
        ("z\u0335\u0336\u0337\u0338\u0339\u033a", "z\u0335\u0336\u0337\u0338"),
        ("\u0e01" + "\u0e47" * 30, "\u0e01" + "\u0e47" * 4),
        ("one\r\n\r\n \r\n\r\ntwo", "one\n\ntwo"),
        ("\u200d" * 50, ""),
        ("\u3164 \u2800", ""),
        ("ok" + "".join(chr(0xE0000 + ord(letter)) for letter in "unseen"), "ok"),
        ("cafe\u0301", "caf\xe9"),
        ("👁️‍🗨️ ❤️‍🔥 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👁️‍🗨️ ❤️‍🔥 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
        ("བསྒྲུབས नमस्ते สวัสดี", "བསྒྲུབས नमस्ते สวัสดี"),
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
