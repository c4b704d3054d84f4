"""How the policy's words are written down, and read. Pure.

A file of ``words/<version>/<language>.md`` holds all pages of one version in one language, a paragraph a line::

    # canada: Canada                              a page: its name, and its title
    ## What you may do                            a section; `###` begins one below it
    [RGT-3] You may withdraw ...                  a paragraph, with the promises that it makes
    [COO-2 ?analytics] Google Analytics ...       one that is shown only where the site has it; `!` where it has not
    - [RGT-3] ask what we hold                    one of a list
    :: held DAT-1                                 something drawn from what the software knows: see `privacy/drawn.py`

``{name}`` and its like come from settings; ``[words](page)`` leads to a page of ours or to another site.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

LINE: Final = re.compile(r"(?P<item>- )?\[(?P<ids>[A-Z0-9 -]*?) ?(?P<only>[?!]\w+)?\] (?P<words>.+)")

#: Words that lead somewhere: the words, and a page of ours or an address.
LINK: Final = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


class NotUnderstood(Exception):
    """A line of the words is none that can be read."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words, the promises that they make, and where they are shown."""

    promises: tuple[str, ...]
    words: str
    only: str = ""  # "?analytics": only where the site has it; "!analytics": only where it has not
    is_item: bool = False  # one of a list

    def holds(self, there: frozenset[str]) -> bool:
        """Whether it is shown on a site that has these things."""
        return not self.only or (self.only[1:] in there) == (self.only[0] == "?")


@dataclass(frozen=True, slots=True)
class Drawing:
    """The place of something that is drawn from what the software knows: its kind, and of what."""

    kind: str
    of: str = ""


@dataclass(slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    level: int = 2
    blocks: list[Paragraph | Drawing] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield its words."""
        return (block for block in self.blocks if isinstance(block, Paragraph))


@dataclass(slots=True)
class Page:
    """One page: what it is called in addresses and for people, and its sections."""

    name: str
    title: str
    sections: list[Section] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield all its words."""
        return (paragraph for section in self.sections for paragraph in section.paragraphs())


def pages_of(text: str) -> dict[str, Page]:
    """Return the pages of a file by their names.

    :raises NotUnderstood: at a line that can't be read
    """
    pages: list[Page] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            _take(line, pages)
        except (AttributeError, IndexError, ValueError) as error:
            raise NotUnderstood(line) from error
    return {page.name: page for page in pages}


def _take(line: str, pages: list[Page]) -> None:
    """Add what a line says to the last page."""
    mark, _space, rest = line.partition(" ")
    if mark == "#":
        name, title = rest.split(": ", 1)
        pages.append(Page(name, title))
    elif mark in {"##", "###"}:
        pages[-1].sections.append(Section(rest, len(mark)))
    elif mark == "::":
        kind, _, of = rest.partition(" ")
        pages[-1].sections[-1].blocks.append(Drawing(kind, of))
    else:
        pages[-1].sections[-1].blocks.append(_paragraph(line))


def _paragraph(line: str) -> Paragraph:
    """Return a line's paragraph; one that is none has no groups to ask."""
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError
    return Paragraph(tuple(found["ids"].split()), found["words"], found["only"] or "", bool(found["item"]))


def plain(paragraph: Paragraph) -> str:
    """Return a paragraph's words without the addresses that they lead to."""
    return LINK.sub(r"\1", paragraph.words)
