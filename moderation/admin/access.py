"""Who may do what at the desk (promise: SEC-3)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import Person
from moderation import selectors
from moderation.models import Case
from moderation.services import duty

DECIDE: Final = "moderation.decide_case"
SECOND: Final = "moderation.second_case"
ESCALATED: Final = "moderation.escalated_case"
LOOK: Final = "moderation.view_case"

Page = Callable[..., HttpResponse]


def needs(*permissions: str) -> Callable[[Page], Page]:
    """Open a page to staff with one of these permissions, who is given to it; whoever works is on duty for longer."""

    def around(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, **values: Any) -> HttpResponse:
            staff = request.user
            if not isinstance(staff, Person) or not any(map(staff.has_perm, permissions)):
                return HttpResponse(status=HTTPStatus.FORBIDDEN)
            duty.seen(staff_id=staff.pk, now=timezone.now())
            return page(request, staff, **values)

        return guarded

    return around


def cases_of(staff: Person) -> QuerySet[Case]:
    """Return the cases that somebody of staff may see."""
    return selectors.cases_for(staff_id=staff.pk, sees_escalated=staff.has_perm(ESCALATED))


def case_for(staff: Person, number: str) -> Case:
    """Return a case by its number; one about oneself is not there, nor one of child safety's for others.

    :raises Http404: if there is none
    """
    found = cases_of(staff).select_related("about", "held_by").filter(number=number).first()
    if found is None:
        raise Http404
    return found
