"""docs/websocket.md says what protocol.py does: each example is read or made by it, and no frame is missing."""

import json
import re
from pathlib import Path

import pytest

from matching import protocol
from matching.seats.frames import CODES

PAGE = (Path(__file__).parent.parent.parent / "docs" / "websocket.md").read_text()
SENT = re.findall(r"^-> (.+)$", PAGE, re.MULTILINE)
RECEIVED = re.findall(r"^<- (.+)$", PAGE, re.MULTILINE)
MAKERS = {
    name: getattr(protocol, name)
    for name in [
        "welcome",
        "waiting",
        "matched",
        "signal",
        "text",
        "typing",
        "media",
        "ended",
        "look",
        "notice",
        "error",
        "pong",
    ]
}


@pytest.mark.parametrize("example", SENT)
def test_each_example_of_a_browsers_frame_is_one(example):
    frame = protocol.parse(example)

    fields = set(json.loads(example)) - {"type"}
    assert fields <= set(frame.__struct_fields__), "an example must not name a field that there is not"


@pytest.mark.parametrize("example", RECEIVED)
def test_each_example_of_a_servers_frame_is_what_the_server_makes(example):
    frame = json.loads(example)
    fields = {("sender" if name == "from" else name): value for name, value in frame.items() if name != "type"}
    if frame["type"] == "matched":
        fields.setdefault("offer", None)

    assert json.loads(MAKERS[frame["type"]](**fields)) == frame


def test_no_frame_is_missing():
    assert {json.loads(example)["type"] for example in SENT} == {
        kind.__struct_config__.tag for kind in protocol.Frame.__args__
    }
    assert {json.loads(example)["type"] for example in RECEIVED} == set(MAKERS)


def test_no_close_code_and_no_error_code_is_missing():
    assert {int(code) for code in re.findall(r"^\| (\d{4}) \|", PAGE, re.MULTILINE)} == {*protocol.Close, 1012}
    named = re.search(r"`error` codes: `([a-z_ ]+)`", PAGE)[1].split()
    assert set(named) == {*CODES.values(), "too_fast"}
