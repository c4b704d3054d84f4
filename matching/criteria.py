"""Who fits whom, and under which names the index must hold them. Pure.

Two people fit when each is what the other wishes. The pool can't ask that of everybody who waits, so each wish is
turned into *listings* (the buckets in which one waits) and *probes* (the buckets in which one looks), such that two
people fit exactly when one's probes and the other's listings have a bucket in common: whoever is found fits, however
many wait.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

Gender = Literal["", "F", "M", "X"]
Mode = Literal["video", "voice", "text"]
Part = Literal["interests", "mode", "countries", "languages"]

MOST_INTERESTS: Final = 5
MOST_COUNTRIES: Final = 3
MOST_LANGUAGES: Final = 5

#: Characters of an interest.
LONGEST_INTEREST: Final = 30
#: Buckets in which one person may wait. Redis needs 5 us for each, and nobody else is served meanwhile.
MOST_BUCKETS: Final = 256

Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z")]  # ISO 3166-1 alpha-2
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z")]  # a primary subtag of BCP 47
Interest = Annotated[str, Meta(min_length=1, max_length=LONGEST_INTEREST)]


class Wish(Struct, frozen=True):
    """Whom somebody wants to meet. What is empty does not matter to them."""

    genders: Annotated[tuple[Literal["F", "M", "X"], ...], Meta(max_length=3)] = ()
    countries: Annotated[tuple[Country, ...], Meta(max_length=MOST_COUNTRIES)] = ()
    languages: Annotated[tuple[Language, ...], Meta(max_length=MOST_LANGUAGES)] = ()
    interests: Annotated[tuple[Interest, ...], Meta(max_length=MOST_INTERESTS)] = ()
    firm: Annotated[tuple[Literal["interests", "countries", "languages"], ...], Meta(max_length=3)] = ()


class Shown(Struct, frozen=True):
    """What somebody lets a partner see of them; what is empty is not shown."""

    name: str = ""
    photo: str = ""  # its address on this site
    gender: Gender = ""
    age: int = 0  # years
    country: bool = True
    languages: bool = True
    interests: tuple[str, ...] = ()


class Seeker(Struct, frozen=True):
    """Somebody who looks for a partner: what they are, and what they wish."""

    person: str
    gender: Gender = ""  # as stated, or not
    country: str = ""  # where they are by their address, or unknown
    is_member: bool = False
    mode: Mode = "video"
    wish: Wish = Wish()
    shown: Shown = Shown()


class Step(Struct, frozen=True):
    """A part of the wish that stops mattering after so many milliseconds of waiting."""

    part: Part
    after: int


#: When each part gives way, in the order in which people would give it up. Genders never do.
WIDENING: Final = (Step("interests", 3_000), Step("mode", 5_000), Step("countries", 12_000), Step("languages", 20_000))

_NOT_IN_A_TAG: Final = re.compile(r"[^\w\s.+&'-]+")


def normalised(wish: Wish) -> Wish:
    """Return a wish in the one form that compares: interests folded, nothing twice, all genders as none.

    A wish that would need more than ``MOST_BUCKETS`` loses the last of its longest part until it does not.
    """
    return _bounded(
        Wish(
            genders=() if {"F", "M", "X"} == set(wish.genders) else _once(wish.genders),
            countries=_once(wish.countries),
            languages=_once(wish.languages),
            interests=_once(tag for tag in map(_folded, wish.interests) if tag),
            firm=_once(wish.firm),
        )
    )


def plan(wish: Wish, mode: Mode) -> tuple[Step, ...]:
    """Return in which steps this wish widens."""
    del mode  # whichever it is, it gives way
    return tuple(
        step for step in WIDENING if step.part == "mode" or (getattr(wish, step.part) and step.part not in wish.firm)
    )


def widened(steps: Iterable[Step], waited: int) -> frozenset[Part]:
    """Return the parts that no longer matter after so many milliseconds."""
    return frozenset(step.part for step in steps if step.after <= waited)


def next_step(steps: Iterable[Step], waited: int) -> Step | None:
    """Return the step that comes next, if any."""
    return next((step for step in steps if step.after > waited), None)


def fits(one: Seeker, one_widened: frozenset[Part], other: Seeker, other_widened: frozenset[Part]) -> bool:
    """Whether each is what the other wishes. The pool decides the same by listings and probes."""
    return (
        _accepts(one, one_widened, other)
        and _accepts(other, other_widened, one)
        and all(
            set(values) & set(others) or (opens and other_opens)
            for (values, opens), (others, other_opens) in zip(
                _shared(one, one_widened), _shared(other, other_widened), strict=True
            )
        )
    )


def listings(seeker: Seeker, open_parts: frozenset[Part]) -> list[str]:
    """Return the buckets in which somebody waits."""
    own_gender, genders, own_country, countries, *shared = _dimensions(seeker, open_parts)
    return _buckets(own_gender, genders, own_country, countries, *shared)


def probes(seeker: Seeker, open_parts: frozenset[Part]) -> list[str]:
    """Return the buckets in which somebody looks: as listings, with what one is and what one wants changed over."""
    own_gender, genders, own_country, countries, *shared = _dimensions(seeker, open_parts)
    return _buckets(genders, own_gender, countries, own_country, *shared)


def card(me: Seeker, partner: Seeker) -> dict[str, Any]:
    """Return what one is told of the partner."""
    shown = partner.shown
    more = {"name": shown.name, "photo": shown.photo, "gender": shown.gender, "age": shown.age}
    return {
        "country": (partner.country or None) if shown.country else None,
        "languages": list(partner.wish.languages) if shown.languages else [],
        "shared_interests": [tag for tag in me.wish.interests if tag in partner.wish.interests],
        "mode": partner.mode,
        "member": partner.is_member,
        **{name: value for name, value in (more | {"interests": list(shown.interests)}).items() if value},
    }


def met_wish(me: Seeker, partner: Seeker) -> dict[str, bool]:
    """Return for each part of one's wish whether the partner is what one wished."""
    met: Mapping[str, bool] = {
        "genders": partner.gender in me.wish.genders,
        "countries": partner.country in me.wish.countries,
        "languages": bool(set(me.wish.languages) & set(partner.wish.languages)),
        "interests": bool(set(me.wish.interests) & set(partner.wish.interests)),
    }
    return {part: met[part] for part in met if getattr(me.wish, part)}


def to_builtins(seeker: Seeker) -> dict[str, Any]:
    """Return a seeker as what the mailbox carries."""
    plain: dict[str, Any] = msgspec.to_builtins(seeker)
    return plain


def from_builtins(plain: Mapping[str, Any]) -> Seeker:
    """Return the seeker that another seat has sent."""
    return msgspec.convert(plain, Seeker)


def _once(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))


def _folded(tag: str) -> str:
    """Return an interest in the form in which it is the same for everybody; may be empty."""
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).casefold())
    return " ".join(_NOT_IN_A_TAG.sub("", once)[:LONGEST_INTEREST].split())


def _bounded(wish: Wish) -> Wish:
    while _most_buckets(wish) > MOST_BUCKETS:
        longest = max(("interests", "languages", "countries"), key=lambda part: len(getattr(wish, part)))
        wish = msgspec.structs.replace(wish, **{longest: getattr(wish, longest)[:-1]})
    return wish


def _most_buckets(wish: Wish) -> int:
    """Return in how many buckets somebody waits with this wish at the worst of its stages."""
    seeker, steps = Seeker(person="", gender="X", country="ZZ", wish=wish), plan(wish, "video")
    stages = (widened(steps, waited) for waited in (0, *(step.after for step in steps)))
    return max(prod(map(len, _dimensions(seeker, stage))) for stage in stages)


def _accepts(one: Seeker, open_parts: frozenset[Part], other: Seeker) -> bool:
    gender_fits = not one.wish.genders or other.gender in one.wish.genders
    country_fits = not one.wish.countries or "countries" in open_parts or other.country in one.wish.countries
    return gender_fits and country_fits


def _shared(seeker: Seeker, open_parts: frozenset[Part]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield what two must have in common, unless both are open in it."""
    yield (seeker.mode,), "mode" in open_parts
    for part in ("languages", "interests"):
        values: tuple[str, ...] = getattr(seeker.wish, part)
        yield values, not values or part in open_parts


def _dimensions(seeker: Seeker, open_parts: frozenset[Part]) -> list[tuple[str, ...]]:
    """Return what one is and wants, part by part: the buckets are one of each. ``*`` stands for any."""
    countries = () if "countries" in open_parts else seeker.wish.countries
    return [
        (seeker.gender, "*") if seeker.gender else ("*",),
        seeker.wish.genders or ("*",),
        (seeker.country, "*") if seeker.country else ("*",),
        countries or ("*",),
        *((*values, "*") if is_open else values for values, is_open in _shared(seeker, open_parts)),
    ]


def _buckets(*dimensions: Iterable[str]) -> list[str]:
    return ["/".join(names) for names in product(*dimensions)]
