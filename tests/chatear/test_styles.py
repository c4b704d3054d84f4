"""Style sheets say start and end, not left and right: Arabic is read the other way round."""

import re
from pathlib import Path

import pytest

from chatear.services.places import PROJECT

SHEETS = sorted((PROJECT / "static" / "css").glob("*.css"))
SIDED = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right)[\w-]*|left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
SHORTHAND = re.compile(r"(?<![\w-])(?:margin|padding|inset)\s*:\s*([^;}]+)")


def values(written: str) -> list[str]:
    """Split what a shorthand holds at its spaces, but not at those in brackets."""
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+", written.replace("!important", ""))


def one_sided(sheet: str) -> list[str]:
    """Return what a style sheet says of left or right alone."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    lopsided = [written for written in SHORTHAND.findall(sheet) if len(values(written)) == 4]
    return SIDED.findall(sheet) + [written for written in lopsided if values(written)[1] != values(written)[3]]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_holds_for_both_directions_of_reading(path: Path) -> None:
    # Half of the width from either side is the middle, whichever way one reads.
    assert [found for found in one_sided(path.read_text()) if "50%" not in found] == []


@pytest.mark.parametrize(
    "rule", ["a { left: 0 }", "a { margin-right: 1px; }", "a { text-align: left }", "a { inset: 0 1px 2px auto; }"]
)
def test_a_rule_for_one_side_is_found(rule: str) -> None:
    assert len(one_sided(rule)) == 1


def test_a_rule_for_both_sides_or_for_start_and_end_is_none() -> None:
    assert (
        one_sided("a { padding: 0 max(1px, env(safe-area-inset-left)); inset-inline: auto 0; margin: 1px 2px 3px }")
        == []
    )
