"""What the numbers of somebody's behaviour say under rules that are data: reasons, never an act. Pure.

promise: DAT-10. One's own leaving is no signal at all: whoever skips a lot does nothing wrong by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

#: What a rule can go by. Numbers fade to half in half an hour; shares and means are of what is left of them.
SIGNALS: Final = (
    "chats",
    "left_fast_share",  # percent of one's chats that the other ended within five seconds
    "mean_seconds",
    "complaints",  # of different people, in some hours
    "links",
    "contacts",
    "money",
    "phones",
    "threats",
    "repeated",
)
Step = Literal["WARN", "LOOK"]


class NoSuchSignal(ValueError):
    """A rule names a signal that there is not."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of a rule: a signal, and from or up to which value it counts."""

    signal: str
    at_least: float | None = None
    at_most: float | None = None

    def __post_init__(self) -> None:
        """Look at the parts.

        :raises NoSuchSignal: if there is no such signal, or no threshold
        """
        if self.signal not in SIGNALS or (self.at_least is None and self.at_most is None):
            raise NoSuchSignal(self.signal)

    def holds(self, value: float) -> bool:
        """Whether a value is past the threshold."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def say(self, value: float) -> str:
        """Return the value beside its threshold, for whoever reads why."""
        sign, limit = (">=", self.at_least) if self.at_least is not None else ("<=", self.at_most)
        return f"{value:.1f} ({sign} {limit:g})"


@dataclass(frozen=True, slots=True)
class RuleData:
    """One version of a rule: all its conditions must hold."""

    name: str
    version: int
    reason: str  # which rule of the house it is about
    step: Step  # the first one
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """That a rule holds, and why: each signal with its value and threshold."""

    rule: RuleData
    why: Mapping[str, str]

    @property
    def facts(self) -> dict[str, str | int]:
        """Return what is kept of it, and told to the person."""
        return {"rule": self.rule.name, "version": self.rule.version, **self.why}


def signals_of(numbers: Mapping[str, float]) -> dict[str, float]:
    """Return the signals that somebody's numbers give; what was not counted is none."""
    chats = numbers.get("chats", 0.0)
    derived = {
        "chats": chats,
        "left_fast_share": 100 * numbers.get("left_fast", 0.0) / chats if chats else 0.0,
        "mean_seconds": numbers.get("seconds", 0.0) / chats if chats else 0.0,
    }
    return derived | {name: numbers.get(name, 0.0) for name in SIGNALS if name not in derived}


def judge(numbers: Mapping[str, float], rules: Iterable[RuleData]) -> list[Finding]:
    """Return which rules hold for somebody's numbers, each with its reasons."""
    signals = signals_of(numbers)
    return [
        Finding(rule, {one.signal: one.say(signals[one.signal]) for one in rule.conditions})
        for rule in rules
        if rule.conditions and all(one.holds(signals[one.signal]) for one in rule.conditions)
    ]
