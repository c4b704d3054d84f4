"""Members of staff at their pages, as after signing in with two factors."""

from time import time

from django.test import Client

from accounts.models import Person
from accounts.views.opening import PROVED
from accounts.views.staff import IDLE, ON_DUTY
from privacy.admin.why import LASTS, WHY


def on_duty(client: Client, staff: Person) -> Client:
    """Sign a member of staff in, both factors proved."""
    client.force_login(staff)
    session = client.session
    session[ON_DUTY] = time() + IDLE
    session[PROVED] = time()
    session.save()
    return client


def because(client: Client, *people: Person, reason: str = "The person asked for it") -> None:
    """Say why some people are looked at."""
    session = client.session
    session[WHY] = {str(person.pk): (reason, time() + LASTS) for person in people}
    session.save()
