"""The public numbers for programs; for people they stand on `/numbers/`."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from moderation import numbers


@require_safe
def for_machines(_request: HttpRequest) -> JsonResponse:
    """Return the public numbers of moderation."""
    return JsonResponse(numbers.for_machines(now=timezone.now()))
