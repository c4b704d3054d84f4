"""What accounts adds to somebody's copy of their data: the photo itself, and plots of how they use Chatear."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext

from privacy.export import Figure, File

from . import photos
from .models import PageView, Profile, Visit

MOST_PAGES: Final = 12  # bars of one plot


def pictures(person_id: UUID) -> Iterator[File]:
    """Yield somebody's photo, if they have one; one whose bytes are gone is left out."""
    name = Profile.objects.filter(person_id=person_id).values_list("photo", flat=True).first()
    if name:
        with suppress(FileNotFoundError):
            yield File("photo.webp", gettext("Your photo"), photos.path_of(name).read_bytes())


def plots(person_id: UUID) -> Iterator[Figure]:
    """Yield how often somebody came, month by month, and which pages they saw; only what they let be counted."""
    visits = Visit.objects.filter(person_id=person_id).annotate(month=TruncMonth("began_at")).values_list("month")
    months = visits.annotate(count=Count("pk")).order_by("month")
    yield Figure(gettext("Visits a month"), tuple((date_format(month, "YEAR_MONTH_FORMAT"), n) for month, n in months))
    seen = PageView.objects.filter(visit__person_id=person_id).values_list("page")
    pages = seen.annotate(count=Count("pk")).order_by("-count", "page")[:MOST_PAGES]
    yield Figure(gettext("Pages that you opened most"), tuple(pages))
