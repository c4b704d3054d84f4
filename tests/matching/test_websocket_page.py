"""docs/websocket.md says what the protocol does: each example is read or made by it, and no frame is missing."""

import json
import re
from inspect import isfunction, signature
from pathlib import Path
from typing import get_args

import pytest

from matching import protocol
from matching.protocol import outbound
from matching.seats.frames import CODES

PAGE = (Path(__file__).parent.parent.parent / "docs" / "websocket.md").read_text()
SENT = re.findall(r"^-> (.+)$", PAGE, re.MULTILINE)
RECEIVED = re.findall(r"^<- (.+)$", PAGE, re.MULTILINE)
#: The server's frames: every public function of the module that makes them.
MAKERS = {name: make for name, make in vars(outbound).items() if isfunction(make) and not name.startswith("_")}
SHAPES = {shape.__struct_config__.tag: shape for shape in get_args(protocol.Frame)}


def parts(examples: list[str], kind: str) -> set[str]:
    """Return the fields that the examples of one frame have between them."""
    frames = [json.loads(example) for example in examples]
    return {field for frame in frames if frame["type"] == kind for field in frame} - {"type"}


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
    assert {json.loads(example)["type"] for example in SENT} == set(SHAPES)
    assert {json.loads(example)["type"] for example in RECEIVED} == set(MAKERS)


@pytest.mark.parametrize("kind", SHAPES)
def test_no_field_of_a_browsers_frame_is_missing(kind):
    assert parts(SENT, kind) == set(SHAPES[kind].__struct_fields__)


@pytest.mark.parametrize("kind", MAKERS)
def test_no_field_of_a_servers_frame_is_missing(kind):
    fields = {"from" if name == "sender" else name for name in signature(MAKERS[kind]).parameters}

    assert parts(RECEIVED, kind) == fields


def test_each_frame_of_the_server_says_first_what_it_is():
    for example in RECEIVED:
        assert example.startswith(f'{{"type": "{json.loads(example)["type"]}"')


def test_no_close_code_and_no_error_code_is_missing():
    assert {int(code) for code in re.findall(r"^\| (\d{4}) \|", PAGE, re.MULTILINE)} == {*protocol.Close, 1012}
    named = re.search(r"`error` codes: `([a-z_ ]+)`", PAGE)[1].split()
    assert set(named) == {*CODES.values(), "too_fast"}
