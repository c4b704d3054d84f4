"""What is done when somebody is erased: a list to which every app adds its own, in `apps.py`. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who is being erased: some people, by their numbers, and the addresses that are theirs and nobody else's."""

    people: tuple[UUID, ...]
    emails: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done; done twice it is done once, as a crash may come before it is noted."""

    name: str  # in the journal of the erasure, for good
    order: int  # below 100: before any row goes; 100 and 200: rows are cut and deleted; above: after that
    do: Callable[[Leaving], None]


_steps: dict[str, Step] = {}


def register(*steps: Step) -> None:
    """Add steps; the same name takes the place of what was there."""
    _steps.update({step.name: step for step in steps})


def in_order() -> list[Step]:
    """Return all steps as they follow one another."""
    return sorted(_steps.values(), key=lambda step: (step.order, step.name))
