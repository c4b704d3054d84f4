"""The oracle and the scanner bite: each is shown what it must not overlook."""

import base64
import json
import zlib
from uuid import uuid4

import pytest

from tests.fakes.chatter import Chatter, Frame
from tests.fakes.guests import Guest
from tests.faults import oracle
from tests.faults.needles import found, identity, sentinel


def one_who_heard(*frames: Frame, person: str = "") -> Chatter:
    """Return somebody with these frames in the log."""
    chatter = Chatter(Guest(person or str(uuid4()), {}), "http://nowhere")
    for frame in frames:
        chatter.take(json.dumps(frame))
    return chatter


def matched(chat: str, role: str = "offer") -> Frame:
    return {"type": "matched", "chat": chat, "handle": "sealed", "role": role}


def ended(chat: str) -> Frame:
    return {"type": "ended", "chat": chat, "why": "next"}


def test_a_whole_story_passes() -> None:
    one = one_who_heard(matched("a"), ended("a"), matched("b"))
    oracle.check([one, one_who_heard(matched("a", "answer"), ended("a")), one_who_heard(matched("b", "answer"))])


@pytest.mark.parametrize(
    ("fault", "logs"),
    [
        ("matched twice", [[matched("a"), matched("a")], [matched("a", "answer")]]),
        ("ended twice", [[matched("a"), ended("a"), ended("a")], [matched("a", "answer"), ended("a")]]),
        ("two at once", [[matched("a"), matched("b")], [matched("a", "answer")], [matched("b", "answer")]]),
        ("one side never told", [[matched("a"), ended("a")], [matched("a", "answer")]]),
        ("nobody there", [[matched("a")]]),
        ("three in a chat", [[matched("a")], [matched("a", "answer")], [matched("a", "answer")]]),
        ("both offer", [[matched("a")], [matched("a")]]),
        (
            "a signal of an earlier one",
            [[matched("a"), ended("a"), {"type": "signal", "chat": "a"}], [matched("a", "answer"), ended("a")]],
        ),
    ],
)
def test_a_broken_story_does_not(fault: str, logs: list[list[Frame]]) -> None:
    with pytest.raises(AssertionError):
        oracle.check([one_who_heard(*frames) for frames in logs])
    assert fault


def test_who_met_themselves_is_seen() -> None:
    with pytest.raises(AssertionError, match="themselves"):
        oracle.check([one_who_heard(matched("a", role), person="same") for role in ("offer", "answer")])


WORD, NEEDLE = sentinel("word")
PACKED = zlib.compress(json.dumps([WORD] * 20).encode())


@pytest.mark.parametrize(
    "written",
    [
        WORD.encode(),
        WORD.upper().encode(),
        WORD.encode("utf-16"),
        WORD.encode().hex().encode(),
        *(base64.b64encode(b"{" * before + WORD.encode() + b"}") for before in range(3)),
        base64.urlsafe_b64encode(WORD.encode()),
        json.dumps({"body": f"één {WORD}"}).encode(),
        b"before" + PACKED + b"after",
        b"." + base64.urlsafe_b64encode(PACKED) + b":1tKxyz:signature",
        zlib.compress(base64.b64encode(PACKED)),
    ],
)
def test_a_word_is_found_however_it_is_written(written: bytes) -> None:
    assert found([NEEDLE], written) == {"word"}


def test_an_id_is_found_however_it_is_written() -> None:
    person = uuid4()
    needle = identity("person", str(person))
    for written in (str(person).encode(), person.hex.encode(), b"\x00" + person.bytes, base64.b64encode(person.bytes)):
        assert found([needle], written) == {"person"}
    assert not found([needle], str(uuid4()).encode())
