"""What ends by itself: bans to the second, what identifies somebody for them, pictures and words, pseudonyms.

promise: RET-4, RET-5, RET-6. Each run looks at what there is: a run that was lost or killed loses nothing, and a step
that was done is done again without harm (reliability F14, M6). The door itself asks for the time (`accounts.gates`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from moderation.evidence import cabinet
from moderation.models import Appeal, Case, CaseNote, Complaint, Decision, Enforcement, Evidence, Proposal, Quote
from moderation.policy import RECEIPT_LASTS
from privacy import holds
from privacy.rules import Every, Rule
from privacy.steps import Leaving, Step

from . import bans, looking
from .duty import AWAY_AFTER

#: The record of a decision, without pictures and words: for strikes, for claims, for the public numbers.
RECORDS_LAST: Final = timedelta(days=730)
#: A picture that was just written may have no row yet.
IN_HAND: Final = timedelta(minutes=5)
#: Stands where words were of whoever is erased: that there were some is part of the record.
NOTHING: Final = "-"
LABEL: Final = Evidence._meta.label  # noqa: SLF001 - Django documents it


def sweep(*, now: datetime) -> None:
    """End what is over: doors first, then pictures, then words."""
    looking.give_up(now=now)
    end_bans(now=now)
    destroy_pictures(now=now)
    destroy_words(now=now)
    destroy_strays(now=now)


def end_bans(*, now: datetime) -> None:
    """Delete what identified somebody for a ban that has ended, and note that. promise: RET-5"""
    over = Decision.objects.filter(Q(ends_at__lte=now) | Q(overturned_at__isnull=False), cleared_at=None)
    for decision in over.filter(kind__in=(Decision.Kind.BANNED, Decision.Kind.PAUSED)):
        bans.lift(decision)
        if not Enforcement.objects.filter(decision=decision).exists():
            Decision.objects.filter(pk=decision.pk).update(cleared_at=now)


def over_at(now: datetime) -> QuerySet[Case]:
    """Return the cases whose pictures and words have no reason to be there any more. promise: RET-6

    They have one while a case waits, while a ban of it holds, and while whoever appeals wants them kept.
    """
    standing = Decision.objects.filter(
        case=OuterRef("pk"), kind=Decision.Kind.BANNED, overturned_at=None, ends_at__gt=now
    )
    wanted = Appeal.objects.filter(
        decision__case=OuterRef("pk"), outcome=Appeal.Outcome.WAITS, keeps_picture=True, decision__overturned_at=None
    )
    decided = Case.objects.filter(state=Case.State.DECIDED).filter(~Exists(standing), ~Exists(wanted))
    return decided | Case.objects.filter(about=None, state=Case.State.DECIDED)


def destroy_pictures(*, now: datetime) -> int:
    """Destroy the pictures of what is over, but for those that a legal hold names. Return how many there were."""
    states = (Evidence.State.KEPT, Evidence.State.WAITS)
    rows = Evidence.objects.filter(case__in=over_at(now), state__in=states)
    return looking.destroy(rows.exclude(pk__in=holds.held(LABEL, now=now)).order_by("pk"))


def destroy_words(*, now: datetime) -> None:
    """Delete lines of chats, and colleagues' notes, of what is over. promise: RET-4"""
    cases = over_at(now)
    for rows in (Quote.objects.filter(complaint__case__in=cases), CaseNote.objects.filter(case__in=cases)):
        rows.exclude(pk__in=holds.held(rows.model._meta.label, now=now)).delete()  # noqa: SLF001
    said = Complaint.objects.filter(case__in=cases).exclude(note="", contest="")
    said.exclude(pk__in=holds.held(Complaint._meta.label, now=now)).update(note="", contest="")  # noqa: SLF001


def destroy_strays(*, now: datetime) -> None:
    """Destroy pictures that no row names: a process was killed between the file and the row, or after the row."""
    there = set(cabinet().written_before((now - IN_HAND).timestamp()))
    for name in there - set(Evidence.objects.filter(name__in=there).values_list("name", flat=True)):
        cabinet().destroy(name)


def close_cases_of(leaving: Leaving) -> None:
    """End what is open about somebody who is erased, and destroy their pictures but for those that are held."""
    waiting = Case.objects.filter(about__in=leaving.people, state__in=Case.WAITING)
    said = Complaint.objects.filter(case__in=waiting, outcome=Complaint.Outcome.WAITS)
    said.update(outcome=Complaint.Outcome.GONE, decided_on=leaving.now.date())
    waiting.update(
        state=Case.State.DECIDED, waits_since=None, decided_on=leaving.now.date(), held_by=None, held_until=None
    )
    kept = holds.held(LABEL, now=leaving.now)
    looking.destroy(Evidence.objects.filter(case__about__in=leaving.people).exclude(pk__in=kept).order_by("pk"))
    theirs = Decision.objects.filter(person__in=leaving.people)
    theirs = theirs.exclude(pk__in=holds.held(Decision._meta.label, now=leaving.now))  # noqa: SLF001
    Appeal.objects.filter(decision__in=theirs).update(words=NOTHING)
    Appeal.objects.filter(decision__in=theirs).exclude(answer="").update(answer=NOTHING)
    theirs.exclude(letter="").update(letter=NOTHING)
    theirs.update(reason="", facts={})
    _delete_words_of(leaving)


def _delete_words_of(leaving: Leaving) -> None:
    for model, owner in ((Quote, "complaint__case__about"), (CaseNote, "case__about"), (Proposal, "case__about")):
        theirs = model.objects.filter(**{f"{owner}__in": leaving.people})
        theirs.exclude(pk__in=holds.held(model._meta.label, now=leaving.now)).delete()  # noqa: SLF001


def _pseudonyms_end(keys: Sequence[Any], _now: datetime) -> None:
    Complaint.objects.filter(pk__in=keys).update(complainant="", once=None)


def _still_names_somebody(_now: datetime) -> Q:
    return ~Q(complainant="") | Q(once__isnull=False)


def _without_decisions(_now: datetime) -> Q:
    return Q(state=Case.State.DECIDED, decisions=None)


RULES: Final = (
    Rule(
        name="moderators-away",
        words=_("Who of staff is on duty is forgotten half an hour after they were seen last."),
        table="moderation.Duty",
        every=Every.MINUTE,
        clock="seen_at",
        kept_for=lambda: AWAY_AFTER,
    ),
    Rule(
        name="complainants",
        words=_("By what a complainant is known is deleted thirty days after the decision, when their receipt ends."),
        table="moderation.Complaint",
        every=Every.DAY,
        clock="decided_on",
        kept_for=lambda: RECEIPT_LASTS,
        only=_still_names_somebody,
        end=_pseudonyms_end,
    ),
    Rule(
        name="old-decisions",
        words=_("The record of a decision is deleted after two years; pictures and words have gone long before."),
        table="moderation.Decision",
        along=("moderation.Appeal", "moderation.Enforcement"),
        every=Every.DAY,
        clock="decided_at",
        kept_for=lambda: RECORDS_LAST,
    ),
    Rule(
        name="old-cases",
        words=_("A case is deleted two years after it was decided, once no decision of it is left."),
        table="moderation.Case",
        along=(
            "moderation.CaseNote",
            "moderation.Complaint",
            "moderation.Evidence",
            "moderation.Proposal",
            "moderation.Quote",
        ),
        every=Every.DAY,
        clock="decided_on",
        kept_for=lambda: RECORDS_LAST,
        only=_without_decisions,
    ),
)


def steps() -> tuple[Step, ...]:
    """Return what moderation adds to an erasure."""
    return (Step("cases end, and their pictures are destroyed", 35, close_cases_of),)
