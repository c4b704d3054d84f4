"""What tests run with is what the site runs with, and more."""

import re

from chatear.services.places import PROJECT

PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", re.MULTILINE)


def pinned(name: str) -> set[tuple[str, str]]:
    return set(PINNED.findall((PROJECT / name).read_text()))


def test_tests_run_with_the_very_versions_of_the_site():
    assert len(pinned("requirements.txt")) > 50
    assert pinned("requirements.txt") <= pinned("requirements-dev.txt")


def test_every_name_we_ask_for_is_pinned():
    asked = re.findall(r"^([\w-]+)", (PROJECT / "requirements.in").read_text(), re.MULTILINE)

    assert set(asked) <= {name for name, _ in pinned("requirements.txt")}
