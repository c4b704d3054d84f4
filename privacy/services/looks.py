"""Noting what staff looks at, before it is shown, and checking that nobody has changed what was noted.

promise: SEC-3; reliability P-20, P-21, T51, T52
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from privacy import chain
from privacy.models import Look, LookedAt
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
    last = Look.objects.order_by("-pk").values_list("seal", flat=True).first()
    look = Look(at=now, staff_id=staff_id, roles=", ".join(sorted(roles))[:120], action=action[:40], what=what[:120])
    look.row, look.reason, look.about = row[:64], reason[:200], _hash(about)
    look.before = last or chain.BEGINNING
    look.seal = chain.seal(record_of(look), before=look.before, key=_keys()[0])
    look.save(force_insert=True)
    LookedAt.objects.bulk_create(
        LookedAt(
            look=look,
            person_id=person_id,
            day=now.astimezone(UTC).date(),
            roles=look.roles,
            action=look.action,
            what=look.what,
            reason=look.reason,
        )
        for person_id in about
    )
    return look


def record_of(look: Look) -> Mapping[str, Any]:
    """Return what the seal of a look is made over."""
    names = ("roles", "action", "what", "row", "about", "reason")
    return {name: getattr(look, name) for name in names} | {
        "at": look.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "staff": str(look.staff_id),
    }


def first_broken() -> Look | None:
    """Return the first look that was changed, or before which one was taken out or put in; None if all is whole."""
    links = list(Look.objects.order_by("pk"))
    purged = bool(links) and links[0].before != chain.BEGINNING
    place = chain.first_broken(_links(links), keys=_keys(), first=not purged)
    return None if place is None else links[place]


def _links(looks: list[Look]) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    for look in looks:
        yield record_of(look), look.before, look.seal


def _hash(people: Collection[UUID]) -> str:
    """Return what stands for the people of a look when they are gone; nothing for none."""
    named = ",".join(sorted(map(str, people)))
    return salted_hmac(SALT, named, algorithm="sha256").hexdigest() if named else ""


def _keys() -> list[bytes]:
    """Return the key of the chain, and those that were used before the secret was changed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(SALT, "chain", secret=secret, algorithm="sha256").digest() for secret in secrets]
