"""What accounts does not keep, and what the libraries for signing in leave behind (promise: RET-1, RET-2, RET-5)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts import photos
from accounts.models import Person, Profile, SocialItem
from privacy import erasure
from privacy.rules import Every, Rule
from privacy.steps import Leaving

from .mailbox import LASTS
from .usage import delete_visits

DAY: Final = timedelta(days=1)


def _is_a_guest_whom_nothing_keeps_out(now: datetime) -> Q:
    """Who is kept out stays known until that ends, or coming back would be as easy as waiting."""
    return Q(pk__in=Person.objects.guests().unrestricted().free(now).values("pk"))


def _erase(people: Sequence[UUID], now: datetime) -> None:
    erasure.erase(Leaving(people=tuple(people), emails=(), now=now))


def _is_nobodys(_now: datetime) -> Q:
    """Who was found to be under 18 left browsers behind that are known for keeping them out alone."""
    return Q(person=None, exclusions=None)


def _lost_photos(now: datetime) -> Iterator[str]:
    """Yield pictures that no profile has: a worker was killed between a row's end and its file's (reliability F14)."""
    known = set(Profile.objects.exclude(photo="").values_list("photo", flat=True))
    known |= set(SocialItem.objects.filter(item="photo").values_list("value", flat=True))
    yield from (name for name in photos.written_before(now - photos.IN_HAND) if name not in known)


def _destroy_photos(names: Sequence[str], _now: datetime) -> None:
    for name in names:
        photos.destroy(name)


PEOPLE: Final = (
    Rule(
        name="ended-exclusions",
        words=_("What kept somebody out is deleted when it ends."),
        table="accounts.Exclusion",
        every=Every.MINUTE,
        clock="ends_at",
    ),
    Rule(
        name="nobodys-devices",
        words=_("A browser that is known for being kept out alone is deleted when that ends."),
        table="accounts.Device",
        every=Every.MINUTE,
        only=_is_nobodys,
    ),
    Rule(
        name="idle-guests",
        words=_("A guest who stays away is deleted with everything that hangs on them."),
        table="accounts.Person",
        every=Every.HOUR,
        clock="last_seen_date",
        kept_for=lambda: timedelta(days=settings.GUEST_DAYS),
        only=_is_a_guest_whom_nothing_keeps_out,
        end=_erase,
    ),
    Rule(
        name="unconfirmed-addresses",
        words=_("An e-mail address that nobody confirms is deleted after a day."),
        table="accounts.AddressChange",
        every=Every.MINUTE,
        clock="began_at",
        kept_for=lambda: LASTS,
    ),
    Rule(
        name="old-visits",
        words=_("A visit that was counted is deleted with its pages."),
        table="accounts.Visit",
        along=("accounts.PageView",),
        every=Every.HOUR,
        clock="last_at",
        kept_for=lambda: timedelta(days=settings.USAGE_DAYS),
        end=delete_visits,
    ),
    Rule(
        name="ended-sessions",
        words=_("A session is deleted when it ends."),
        table="accounts.OpenSession",
        every=Every.HOUR,
        clock="expire_date",
    ),
    Rule(
        name="lost-photos",
        words=_("A photo that belongs to no profile any more is deleted."),
        every=Every.HOUR,
        find=_lost_photos,
        end=_destroy_photos,
    ),
)
LIBRARIES: Final = (
    Rule(
        name="unfinished-apps",
        words=_("An app for codes that was never confirmed is deleted after a day."),
        table="otp_totp.TOTPDevice",
        every=Every.HOUR,
        clock="created_at",
        kept_for=lambda: DAY,
        only=lambda _now: Q(confirmed=False),
    ),
    Rule(
        name="social-partials",
        words=_("What a library left of a sign-in that was not finished is deleted after a day."),
        table="social_django.Partial",
        every=Every.HOUR,
        clock="timestamp",
        kept_for=lambda: DAY,
    ),
    Rule(
        name="social-codes",
        words=_("A code that a library mailed is deleted after a day."),
        table="social_django.Code",
        every=Every.HOUR,
        clock="timestamp",
        kept_for=lambda: DAY,
    ),
    Rule(
        name="social-nonces",
        words=_("A number that a library takes once is deleted after a day."),
        table="social_django.Nonce",
        every=Every.HOUR,
        only=lambda now: Q(timestamp__lte=(now - DAY).timestamp()),
    ),
    Rule(
        name="social-associations",
        words=_("A key that a library shares with another service is deleted when it ends."),
        table="social_django.Association",
        every=Every.HOUR,
        only=lambda now: Q(issued__lte=now.timestamp() - F("lifetime")),
    ),
)
RULES: Final = (*PEOPLE, *LIBRARIES)
