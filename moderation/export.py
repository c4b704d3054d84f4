"""What moderation adds to somebody's copy of their data: the pictures of them, and the scores that rules go by."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from django.utils.translation import gettext

from matching import behaviour
from privacy.export import Figure, File

from .detection import signals_of
from .evidence import cabinet
from .models import Evidence
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


def scores(person_id: UUID) -> Iterator[Figure]:
    """Yield the numbers by which rules judge somebody now; they fade to half in half an hour."""
    numbers = behaviour.numbers_of(str(person_id))
    if any(numbers.values()):
        signals = signals_of(numbers)
        title = gettext("How you behaved in the last hours, as the rules see it")
        yield Figure(title, tuple((str(said), round(signals[name])) for name, said in SIGNALS.items()))
