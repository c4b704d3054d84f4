"""What a visitor may say yes or no to at any time, and what they said (promises: COO-1, COO-5, COO-6).

The answers stand in a cookie of this browser, for everybody; those of people also as rows that are only ever added.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import analytics, selectors
from .models import Consent

COOKIE: Final = "choices"
COOKIE_AGE: Final = 180 * 24 * 60 * 60  # seconds; then it is asked again
YES, NO = "yes", "no"
REMEMBERED: Final = "chatear_choices"  # on a request, so that it is asked for once


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that is done with a visitor's data only after a yes."""

    name: str  # in the cookie and in forms: letters only
    what: Consent.What
    title: Promise
    after_yes: Promise
    after_no: Promise

    @property
    def words(self) -> str:
        """Return everything that the page about it says before somebody answers, in the language that is read."""
        return f"{self.title}. {self.after_yes} {self.after_no}"


USAGE: Final = Purpose(
    name="usage",
    what=Consent.What.USAGE,
    title=_("Counting visits"),
    after_yes=_(
        "We keep which of our pages you open and when, your country and state, browser and system, language, the "
        "site that led you here, and whether you have come before. Never with whom you talk, or what you say."
    ),
    after_no=_("Nothing is counted, and what was counted of you is deleted at once."),
)
GOOGLE: Final = Purpose(
    name="google",
    what=Consent.What.GOOGLE,
    title=_("Google Analytics"),
    after_yes=_(
        "From the next page on, your browser loads a program of Google's. Google learns your internet address, your "
        "browser and which kind of page you see, and sets two cookies. Nothing of your account, partners or messages."
    ),
    after_no=_("Nothing is asked of Google, and its cookies are deleted at once."),
)
#: One more purpose is one more here, a value of ``Consent.What``, and whatever asks ``Choices.allows``.
PURPOSES: Final = (USAGE, GOOGLE)
NAMES: Final = frozenset(purpose.name for purpose in PURPOSES)


#: What is asked on every page of whoever has not answered yet, by the names of what is asked.
QUESTIONS: Final[Mapping[frozenset[str], Promise]] = {
    frozenset({"usage"}): _(
        "May we count your visit, to see how this site is used? Either answer is fine, and you can change it at any "
        "time."
    ),
    frozenset({"google"}): _(
        "May Google Analytics count your visit? Google would learn your internet address. Either answer is fine, and "
        "you can change it at any time."
    ),
    frozenset({"usage", "google"}): _(
        "May we count your visit, to see how this site is used, and may Google Analytics count it too? Either answer "
        "is fine, and you can change it at any time."
    ),
}


def question(names: Iterable[str]) -> str:
    """Return how several things are asked at once, in the language that is read; nothing where they are not."""
    return str(QUESTIONS.get(frozenset(names), ""))


def ticked(what: str) -> str:
    """Return the sentence that is ticked at the door, without its links, in the language that is read."""
    if what == Consent.What.AGE:
        return gettext("I am 18 or older.")
    return strip_tags(
        gettext(
            'I have read the <a href="%(policy)s" target="_blank">privacy policy</a> and accept it, and I keep to the '
            '<a href="%(rules)s" target="_blank">rules</a>.'
        )
    )


def purposes() -> tuple[Purpose, ...]:
    """Return what is asked on this site: of Google only where it has Google Analytics (promise: COO-2)."""
    return PURPOSES if settings.GOOGLE_ANALYTICS_ID else (USAGE,)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a visitor answered, by the names of purposes, and whether their browser says no to everything."""

    answers: Mapping[str, bool]
    is_refused_by_browser: bool

    def allows(self, name: str) -> bool:
        """Whether something may be done; a browser's no outweighs a yes."""
        return not self.is_refused_by_browser and self.answers.get(name, False)

    @property
    def is_open(self) -> bool:
        """Whether there is something to ask."""
        return bool(self.unanswered)

    @property
    def unanswered(self) -> list[str]:
        """Return the names of what is still to be asked; nothing of a browser that has answered for its owner."""
        asked = () if self.is_refused_by_browser else purposes()
        return [purpose.name for purpose in asked if purpose.name not in self.answers]

    @property
    def question(self) -> str:
        """Return how that is asked."""
        return question(self.unanswered)

    @property
    def allows_usage(self) -> bool:
        """Whether visits may be counted; for templates."""
        return self.allows("usage")


def read(cookie: str) -> dict[str, bool]:
    """Return the answers in a cookie's value; what is not understood was not answered."""
    pairs = (part.partition(".") for part in cookie.split("+"))
    return {name: said == YES for name, _dot, said in pairs if name in NAMES and said in {YES, NO}}


def written(answers: Mapping[str, bool]) -> str:
    """Return answers as the cookie's value."""
    return "+".join(f"{name}.{YES if said else NO}" for name, said in sorted(answers.items()))


def refuses(headers: Mapping[str, str]) -> bool:
    """Whether a browser refuses for its owner: by Do Not Track or Global Privacy Control. promise: COO-6"""
    return headers.get("DNT") == "1" or headers.get("Sec-GPC") == "1"


def of_request(request: HttpRequest) -> Choices:
    """Return a visitor's answers: this browser's, or else those that they gave in another one."""
    known = getattr(request, REMEMBERED, None)
    if isinstance(known, Choices):
        return known
    answers = read(request.COOKIES.get(COOKIE, ""))
    person = getattr(request, "user", None)
    if not answers and person is not None and person.is_authenticated:
        answers = answers_of(person_id=person.pk)
    return remember(request, answers)


def remember(request: HttpRequest, answers: Mapping[str, bool]) -> Choices:
    """Let the rest of a request know what is answered now."""
    choices = Choices(answers, refuses(request.headers))
    setattr(request, REMEMBERED, choices)
    return choices


def answers_of(*, person_id: Any) -> dict[str, bool]:
    """Return a person's last answers."""
    given = selectors.last_answers(person_id=person_id, about=[purpose.what for purpose in PURPOSES])
    return {purpose.name: given[purpose.what] for purpose in PURPOSES if purpose.what in given}


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """Give every page the visitor's choices, asked for only where they are used."""
    return {
        "choices": SimpleLazyObject(lambda: of_request(request)),
        "google": SimpleLazyObject(lambda: analytics.tag(request.resolver_match) if lets_google_in(request) else {}),
    }


def lets_google_in(request: HttpRequest) -> bool:
    """Whether a page may load Google Analytics: it is one that may, and the visitor said yes. promise: COO-2

    Nor of somebody who objects to being counted, or wants their data kept and not used (reliability P-14).
    """
    if not analytics.may_be_on(request.resolver_match) or not of_request(request).allows(GOOGLE.name):
        return False
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return True
    return not selectors.is_left_alone(person_id=person.pk)
