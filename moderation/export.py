"""What moderation adds to somebody's copy of their data: pictures of them, what they complained about, and scores."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from matching import behaviour
from privacy.export import Figure, File, Listed, Listing

from . import selectors
from .detection import signals_of
from .evidence import cabinet
from .models import Complaint, Evidence
from .pictures import Destroyed
from .words import SIGNALS


def pictures(person_id: UUID) -> Iterator[File]:
    """Yield the pictures of somebody that are still there: those of their own camera."""
    kept = Evidence.objects.filter(
        case__about=person_id, state=Evidence.State.KEPT, source=Evidence.Source.AT_SOURCE
    ).order_by("pk")
    for number, row in enumerate(kept, start=1):
        with suppress(Destroyed):
            what = gettext("A picture that your camera gave when somebody complained")
            yield File(f"complaint-{number}.jpg", what, cabinet().read(row.name)[1])


def plots(person_id: UUID) -> Iterator[Figure]:
    """Yield a plot of the numbers by which rules judge somebody now."""
    title = gettext("How you behaved in the last hours, as the rules see it")
    yield Figure(title, tuple((meaning, round(value)) for _name, meaning, value in _scores(person_id)))


def _scores(person_id: UUID, _now: datetime | None = None) -> list[tuple[str, str, float]]:
    numbers = behaviour.numbers_of(str(person_id))
    signals = signals_of(numbers) if any(numbers.values()) else {}
    return [(name, str(SIGNALS[name]), round(value, 1)) for name, value in signals.items()]


def _complaints(person_id: UUID, now: datetime) -> Iterator[tuple[Any, ...]]:
    """Yield what somebody complained about, with their own words; nothing of the other, nor what leads to them."""
    for row in selectors.complaints_by(person_id=person_id, now=now).prefetch_related("quotes"):
        wrote = [quote.heard for quote in row.quotes.all() if quote.heard]
        yield row.filed_on, row.reason, row.note, wrote, row.outcome, row.decided_on, row.contest


LISTINGS: Final = (
    Listing(
        name="complaints_by_you",
        category="DAT-11",
        title=_("complaints that you made"),
        purpose=_("found by asking who you are; some weeks after the decision nothing tells that they are yours"),
        columns=(
            Listed("filed_on", _("on which day"), "DateField"),
            Listed("reason", _("what it is about"), labels=dict(Complaint.Reason.choices)),
            Listed("note", _("what you wrote about it")),
            Listed("wrote", _("what you had written in the chat, as far as you handed it in"), "ArrayField"),
            Listed("outcome", _("what became of it"), labels=dict(Complaint.Outcome.choices)),
            Listed("decided_on", _("on which day it was decided"), "DateField", may_be_empty=True),
            Listed("contest", _("why the outcome is contested")),
        ),
        rows=_complaints,
    ),
    Listing(
        name="scores",
        category="DAT-10",
        title=_("scores by which rules judge you"),
        purpose=_(
            "what rules of detection go by: a warning or a pause of minutes, and a person decides anything longer; "
            "each falls to half in half an hour, and all are gone some hours after you leave"
        ),
        columns=(
            Listed("signal", _("its name")),
            Listed("meaning", _("what it counts")),
            Listed("value", _("how much"), "FloatField"),
        ),
        rows=_scores,
    ),
)
