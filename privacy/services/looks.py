"""Noting what staff looks at, before it is shown, and checking that nobody has changed what was noted.

promise: SEC-3; reliability P-20, P-21, T51, T52
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from privacy import chain, holds
from privacy.models import Look, LookedAt
from privacy.models.looks import USUAL_REASONS
from privacy.rules import Every, Rule

#: How long a look is kept; the database lets none go earlier (migration 0010).
KEPT: Final = timedelta(days=730)
#: Whoever adds to the chain waits for whoever is at it: any number of ours that no other lock has.
LOCK: Final = 0x10_0C
SALT: Final = "chatear.privacy.looks"
RULE: Final = Rule(
    name="old-looks",
    words=_("What staff looked at is deleted after two years."),
    every=Every.DAY,
    table="privacy.Look",
    along=("privacy.LookedAt",),
    clock="at",
    kept_for=lambda: KEPT,
    only=lambda now: ~Q(people__in=holds.held("privacy.LookedAt", now=now)),  # they would go along
)


@transaction.atomic
def note(
    *,
    staff_id: UUID,
    roles: Collection[str],
    action: str,
    what: str,
    row: str = "",
    about: Collection[UUID] = (),
    reason: str = "",
    now: datetime,
) -> Look:
    """Write that a member of staff is about to see or do something; what can't be written must not be shown.

    ``about`` are the people whose data it is. The row stands once this returns, whatever becomes of the page.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Look.objects.order_by("-number").first()
    look = Look(number=last.number + 1 if last else 1, before_at=last.at if last else None)
    look.before = last.seal if last else chain.BEGINNING
    look.at, look.staff_id, look.roles = now, staff_id, ", ".join(sorted(roles))[:120]
    look.action, look.what, look.row = action[:40], what[:120], row[:64]
    look.reason, look.about = _without_words(reason), _hash(about)
    look.seal = chain.seal(record_of(look), before=look.before, key=_keys()[0])
    look.save(force_insert=True)
    _tell(look, about=about, reason=reason)
    return look


def _tell(look: Look, *, about: Collection[UUID], reason: str) -> None:
    """Write for each person that their data was looked at: the day, the role and the reason, not who did."""
    LookedAt.objects.bulk_create(
        LookedAt(
            look=look,
            person_id=person_id,
            day=look.at.astimezone(UTC).date(),
            roles=look.roles,
            action=look.action,
            what=look.what,
            reason=reason[:200],
        )
        for person_id in about
    )


def record_of(look: Look) -> Mapping[str, Any]:
    """Return what the seal of a look is made over."""
    names = ("number", "roles", "action", "what", "row", "about", "reason")
    return {name: getattr(look, name) for name in names} | {
        "at": _moment(look.at),
        "before_at": _moment(look.before_at) if look.before_at else "",
        "staff": str(look.staff_id),
    }


def first_broken(*, now: datetime) -> Look | None:
    """Return the first look that was changed, or before which one was taken out or put in; None if all is whole.

    What came before one may be gone only if it was written as long ago as looks are kept: when that was is sealed
    with the one after it. What was taken from the end only a head tells that was kept elsewhere (`fits`).
    """
    for links in _stretches(list(Look.objects.order_by("number")), now):
        oldest = links[0]
        was_purged = oldest.number > 1 and _is_over(oldest.before_at, now)
        place = chain.first_broken(_links(links), keys=_keys(), first=not was_purged)
        for at, look in enumerate(links[:place]):
            if look.number != oldest.number + at:
                return look
        if place is not None:
            return links[place]
    return None


def _stretches(links: list[Look], now: datetime) -> Iterator[list[Look]]:
    """Yield what hangs together: between two, looks were purged by rule while a hold kept what stands before."""
    began = 0
    for at in range(1, len(links)):
        if links[at].number != links[at - 1].number + 1 and _is_over(links[at].before_at, now):
            yield links[began:at]
            began = at
    if links:
        yield links[began:]


def _is_over(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now - KEPT


def head() -> tuple[int, str]:
    """Return the number and the seal of the last look, to be kept elsewhere; 0 and the beginning for none."""
    last = Look.objects.order_by("-number").values_list("number", "seal").first()
    return last or (0, chain.BEGINNING)


def fits(*, number: int, seal: str) -> bool:
    """Whether a head that was kept elsewhere is still in the chain, or older than all that is left of it."""
    oldest = Look.objects.order_by("number").values_list("number", "before").first()
    if oldest is None:
        return number == 0
    if number == oldest[0] - 1:
        return seal == oldest[1]
    return number < oldest[0] or Look.objects.filter(number=number, seal=seal).exists()


def _links(looks: list[Look]) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    for look in looks:
        yield record_of(look), look.before, look.seal


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _without_words(reason: str) -> str:
    """Return one of the usual reasons as it is, and of other words a keyed hash: they would outlive whom they name."""
    if not reason or reason in USUAL_REASONS:
        return reason
    return salted_hmac(f"{SALT}.reason", reason, algorithm="sha256").hexdigest()


def _hash(people: Collection[UUID]) -> str:
    """Return what stands for the people of a look when they are gone; nothing for none."""
    named = ",".join(sorted(map(str, people)))
    return salted_hmac(SALT, named, algorithm="sha256").hexdigest() if named else ""


def _keys() -> list[bytes]:
    """Return the key of the chain, and those that were used before the secret was changed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(SALT, "chain", secret=secret, algorithm="sha256").digest() for secret in secrets]
