"""The published form of a copy of somebody's data (P-15)."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from privacy import export


@require_safe
@cache_control(public=True, max_age=3600)
def export_schema(request: HttpRequest) -> JsonResponse:
    """Return what the JSON of a copy may hold, as JSON Schema; another inventory makes another version."""
    del request
    return JsonResponse(export.export_schema(), content_type="application/schema+json")
