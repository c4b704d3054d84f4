"""What people ask of us by their rights, and by when they are answered."""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from privacy import deadlines
from privacy.querysets import RightsRequestQuerySet


class RightsRequest(models.Model):
    """That somebody asked for something by a right of theirs, and what became of it (promise: RGT-1 to RGT-4, P-17).

    Days are those of the place whose law it is. Without an account there is an address, which first says yes by a
    mailed link; no request gives out anything by itself (reliability T60).
    """

    class Kind(models.TextChoices):
        ACCESS = "ACCESS", _("See what is held about me")
        PORTABILITY = "PORTABILITY", _("Take my data along")
        RECTIFICATION = "RECTIFICATION", _("Have something corrected")
        ERASURE = "ERASURE", _("Have me erased")
        RESTRICTION = "RESTRICTION", _("Have my data left untouched")
        OBJECTION = "OBJECTION", _("Object to something that is done with my data")
        WITHDRAWAL = "WITHDRAWAL", _("Take back a consent")
        MARKETING = "MARKETING", _("Stop all news and offers to me")
        HUMAN = "HUMAN", _("Have a person look at what was decided automatically")
        KNOW = "KNOW", _("Know what is collected about me, and what becomes of it")
        DELETE = "DELETE", _("Have what was collected about me deleted")
        CORRECT = "CORRECT", _("Have what is wrong about me corrected")
        OPT_OUT = "OPT_OUT", _("Do not sell or share my personal information")
        LIMIT = "LIMIT", _("Limit the use of my sensitive personal information")
        SHINE = "SHINE", _("Know what was passed on to others for their marketing (Shine the Light)")
        COMPLAINT = "COMPLAINT", _("Complain about how my data is handled")

    class Law(models.TextChoices):
        EEA = "EEA", _("General Data Protection Regulation, European Economic Area")
        UK = "UK", _("UK General Data Protection Regulation")
        CALIFORNIA = "CALIFORNIA", _("California Consumer Privacy Act and Civil Code 1798.83")
        NEVADA = "NEVADA", _("Nevada Revised Statutes 603A")
        CANADA = "CANADA", _("Personal Information Protection and Electronic Documents Act, Canada")
        ELSEWHERE = "ELSEWHERE", _("as in the European Economic Area, because we say so")

    class State(models.TextChoices):
        RECEIVED = "RECEIVED", _("waits for a yes by mail")
        CONFIRMED = "CONFIRMED", _("received and confirmed")
        WORKING = "WORKING", _("somebody is at it")
        ANSWERED = "ANSWERED", _("answered")
        REFUSED = "REFUSED", _("refused, with the reason")
        WITHDRAWN = "WITHDRAWN", _("withdrawn")

    class Reminded(models.IntegerChoices):
        NEVER = 0, _("never")
        FIVE_DAYS = 1, _("five days before")
        ONE_DAY = 2, _("the day before")
        OVERDUE = 3, _("overdue")

    OPEN: ClassVar = (State.CONFIRMED, State.WORKING)
    ENDED: ClassVar = (State.ANSWERED, State.REFUSED, State.WITHDRAWN)

    number = models.CharField(_("number"), max_length=12, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="rights_requests"
    )
    email = models.EmailField(_("e-mail address"), blank=True, default="")  # of whoever has no account here
    kind = models.CharField(_("what is asked for"), max_length=13, choices=Kind)
    law = models.CharField(_("law"), max_length=10, choices=Law)
    place = models.CharField(_("place"), max_length=5, blank=True, default="")  # "NL", "US-CA": whose holidays count
    state = models.CharField(_("state"), max_length=9, choices=State)
    language = models.CharField(_("language"), max_length=10)
    words = models.TextField(_("what was written"), max_length=4000, blank=True, default="")
    came_at = models.DateTimeField(_("came"))
    confirm_date = models.DateField(_("to be confirmed by"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    due_date = models.DateField(_("due"), db_index=True)
    extended_at = models.DateTimeField(_("extended"), null=True, blank=True)
    extension = models.TextField(_("why it takes longer"), max_length=2000, blank=True, default="")
    ended_at = models.DateTimeField(_("answered or withdrawn"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=8000, blank=True, default="")
    reminded = models.PositiveSmallIntegerField(_("staff was reminded"), choices=Reminded, default=Reminded.NEVER)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("rights request")
        verbose_name_plural = _("rights requests")
        constraints = (
            CheckConstraint(
                name="a_request_is_in_a_state",
                condition=Q(state__in=("RECEIVED", "CONFIRMED", "WORKING"), ended_at=None, answer="")
                | Q(state__in=("ANSWERED", "REFUSED", "WITHDRAWN"), ended_at__isnull=False),
            ),
            CheckConstraint(
                name="a_request_is_of_a_kind",
                condition=Q(kind__in=[kind.value for kind in deadlines.Kind]),
            ),
            CheckConstraint(name="a_request_has_a_law", condition=Q(law__in=[law.value for law in deadlines.Law])),
            CheckConstraint(
                name="what_is_worked_on_was_confirmed",
                condition=~Q(state__in=("CONFIRMED", "WORKING")) | Q(confirmed_at__isnull=False),
            ),
            CheckConstraint(name="who_has_an_account_needs_no_address", condition=Q(email="") | Q(person=None)),
            CheckConstraint(
                name="an_answer_to_somebody_has_words",
                condition=~Q(state__in=("ANSWERED", "REFUSED")) | Q(person=None) | ~Q(answer=""),
            ),
            CheckConstraint(
                name="more_time_has_a_reason",
                condition=Q(extended_at=None, extension="") | Q(extended_at__isnull=False),
            ),
            CheckConstraint(
                name="a_request_ends_after_it_came",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("came_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state in self.OPEN

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.state not in self.ENDED

    @property
    def came_date(self) -> date:
        """On which day it came, where its law holds."""
        return deadlines.day_of(deadlines.Law(self.law), self.came_at)

    def days_left(self, now: datetime) -> int:
        """Return how many days there are until it is due; below zero, it is overdue."""
        return (self.due_date - deadlines.day_of(deadlines.Law(self.law), now)).days
