"""Two questions that a load balancer asks: is this process alive, and should it get visitors?

And two for whoever watches over the site: is everything deleted in time, and is everybody answered?
"""

from collections.abc import Callable
from functools import cache

import redis
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from privacy import retention as keeping
from privacy.models import RightsRequest

from . import redis as servers


class MigrationsMissing(Exception):
    """The database is older than the code."""


@cache
def migrations_applied() -> None:
    """Do nothing if all migrations are applied; once they are, they stay so while this process lives.

    :raises MigrationsMissing: if some are not
    """
    loader = MigrationLoader(connection)
    if loader.graph.nodes.keys() - loader.applied_migrations.keys():
        raise MigrationsMissing


def postgres_answers() -> None:
    """Ask PostgreSQL for one row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


QUESTIONS: dict[str, Callable[[], object]] = {
    "postgres": postgres_answers,
    "migrations": migrations_applied,
    "redis_live": lambda: servers.live().ping(),
    "redis_queue": lambda: servers.queue().ping(),
}


def _is_well(question: Callable[[], object]) -> bool:
    try:
        question()
    except (Error, redis.RedisError, MigrationsMissing):
        return False
    return True


def live(_request: HttpRequest) -> JsonResponse:
    """Answer that this process is alive, whatever else is broken: restarting it would not mend that."""
    return JsonResponse({"live": True})


def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when everything that a visitor needs answers, else 503 and what does not."""
    answers = {name: _is_well(question) for name, question in QUESTIONS.items()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def retention(_request: HttpRequest) -> JsonResponse:
    """Answer 503 and which rules were not run for three periods (reliability F19); visitors are served even so."""
    late = [rule.name for rule in keeping.overdue(now=timezone.now())]
    return JsonResponse({"overdue": late}, status=503 if late else 200)


def requests(_request: HttpRequest) -> JsonResponse:
    """Answer 503 and how many requests by right are overdue, or due in less than five days (reliability P-17)."""
    now, waiting = timezone.now(), RightsRequest.objects.open()
    late, soon = RightsRequest.objects.overdue(now).count(), waiting.due_within(4, now).count()
    return JsonResponse({"overdue": late, "due_soon": soon - late}, status=503 if soon else 200)
