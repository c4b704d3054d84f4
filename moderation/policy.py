"""What is complained about, which rule it breaks, and how long one is kept out for it. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Final

DAY: Final = timedelta(days=1)
#: Nobody is kept out for longer; permanent does not exist.
LONGEST: Final = 365 * DAY
#: Longer than this needs a second person.
ALONE: Final = 90 * DAY
#: What a rule may do by itself: no more than a pause (reliability P-25).
LONGEST_PAUSE: Final = timedelta(minutes=15)
#: Decisions that count as strikes, for so long.
STRIKES_LAST: Final = 365 * DAY
#: For so long after a decision the complainant can look at its outcome, and contest it; then their pseudonym goes.
RECEIPT_LASTS: Final = 30 * DAY
#: For so long one may appeal against a ban that has ended (DSA, article 20: six months).
APPEAL_WITHIN: Final = 183 * DAY
#: An appeal is answered within (`design/product.md`).
ANSWERED_WITHIN: Final = timedelta(hours=48)


class Reason(Enum):
    """Why somebody complains; in the order in which the page lists them."""

    MINOR = "MINOR"
    NUDITY = "NUDITY"
    HARASSMENT = "HARASSMENT"
    THREAT = "THREAT"
    HATE = "HATE"
    ADVERT = "ADVERT"
    RECORDED = "RECORDED"
    OTHER = "OTHER"


#: How urgent a case is: the smaller, the sooner. Minors and threats come first (`design/product.md`).
URGENCY: Final[Mapping[str, int]] = {
    "MINOR": 0,
    "THREAT": 1,
    "NUDITY": 2,
    "RECORDED": 3,
    "HATE": 3,
    "HARASSMENT": 3,
    "ADVERT": 4,
    "OTHER": 5,
}

#: The ladder: days for the first, second and every further breach of a rule.
LADDER: Final[Mapping[str, tuple[int, ...]]] = {
    "MINOR": (365,),
    "THREAT": (30, 90, 365),
    "NUDITY": (3, 14, 90),
    "RECORDED": (7, 30, 90),
    "HATE": (7, 30, 90),
    "HARASSMENT": (1, 7, 30),
    "ADVERT": (7, 30, 90),
    "OTHER": (1, 7, 30),
}


def suggested(rule: str, *, strikes: int) -> timedelta:
    """Return for how long somebody is kept out who broke a rule, having broken rules so often before."""
    steps = LADDER[rule]
    return DAY * steps[min(strikes, len(steps) - 1)]


def needs_second(length: timedelta) -> bool:
    """Whether a length needs a second person."""
    return length > ALONE


def weight(*, upheld: int, dismissed: int, bad_faith: int, is_member: bool) -> int:
    """Return how much a complaint weighs, in hundredths, by how often whoever makes it was right (Discourse's idea).

    One who is mostly wrong weighs next to nothing and is still read; a stranger weighs 100.
    """
    decided = upheld + dismissed + bad_faith
    base = 125 if is_member else 100
    if decided < 5:  # noqa: PLR2004 - too few to say anything
        return base // 2 if bad_faith else base
    if bad_faith * 3 >= decided or upheld * 10 < decided * 3:  # a third in bad faith, or seven in ten wrong
        return 10
    return base // 2 + base * upheld // decided
